"""Rules over single articles and over the versions of one: ids, headings, origins, company keys."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Set

from kb.articles.article import Article
from kb.articles.outline import Heading
from kb.problems import Problem
from kb.site import Site


def problems(site: Site) -> Iterator[Problem]:
    """All problems of these rules."""
    terms = [i for i, v in site.tree.versions.items() if any(article.kind == "term" for article in v.values())]
    term_names = {article_id.rpartition("/")[2] for article_id in terms}
    for versions in site.tree.versions.values():
        for article in versions.values():
            if article.path:
                yield from _named_articles(site, article, term_names)
                yield from _origin(site, article)
                yield from _derived_ids(site, article)
                yield from _heading_ids(site, article)
                yield from _company_keys(site, article)
    yield from _redirects(site)
    yield from _notices(site)
    yield from _strays(site)


def shown_path(site: Site, path: str) -> str:
    """A path below the documents as problems show it."""
    full = site.settings.docs / path
    root = site.settings.root
    return full.relative_to(root).as_posix() if full.is_relative_to(root) else full.as_posix()


def _at(site: Site, article: Article, key: str) -> tuple[str, int]:
    return shown_path(site, article.path), article.lines.get(key, 1)


def _named_articles(site: Site, article: Article, terms: Set[str]) -> Iterator[Problem]:
    questions = [(key, q.article) for key in ("examples", "popular") for q in getattr(article, key)]
    related = "see" if article.kind == "term" else "related"
    for key, name in [*((related, name) for name in article.related), *questions]:
        if name not in site.tree.versions:
            near = _nearest(name, site.tree.versions)
            yield Problem(*_at(site, article, key), f"'{key}' names '{name}', which is no article", near)
    for name in article.not_terms:
        if name not in terms:
            yield Problem(*_at(site, article, "not"), f"'not' names '{name}', which is no term", _nearest(name, terms))


def _nearest(name: str, names: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(names), n=1)
    return f"Did you mean '{near[0]}'?" if near else "Write the path of an article without locale and suffix"


def _origin(site: Site, article: Article) -> Iterator[Problem]:
    if not article.translation:
        return
    source, place = article.translation.source, _at(site, article, "translation")
    tags = [locale.tag for locale in site.settings.locales]
    if source not in tags or source == article.locale:
        others = ", ".join(tag for tag in tags if tag != article.locale)
        yield Problem(*place, f"'from: {source}' is no other locale of this site", f"Write one of {others}")
    elif source not in site.tree.versions[article.id]:
        remedy = f"Write {source}/{article.id}.md, or name the locale that is the source now"
        yield Problem(*place, f"its source, '{source}', has no such article", remedy, is_warning=True)


def _derived_ids(site: Site, article: Article) -> Iterator[Problem]:
    derived = [h for h in site.outlines[article.id, article.locale].headings if not h.is_explicit and h.level > 1]
    if derived:
        first = derived[0]
        others = f" and {len(derived) - 1} more" if len(derived) > 1 else ""
        message = f"the heading '{first.text}'{others} has no id of its own; '{first.id}' was derived"
        remedy = f"Write it as '{'#' * first.level} {first.text} {{#{first.id}}}', the same id in every locale"
        yield Problem(shown_path(site, article.path), first.line, message, remedy, is_warning=True)


def _heading_ids(site: Site, article: Article) -> Iterator[Problem]:
    source = site.tree.source(article.id)
    if article.locale == source.locale:
        return
    own, theirs = (
        [h for h in site.outlines[article.id, tag].headings if h.level > 1] for tag in (article.locale, source.locale)
    )
    # Derived ids differ between languages by nature and are reported as such.
    if not all(heading.is_explicit for heading in (*own, *theirs)) or _ids(own) == _ids(theirs):
        return
    wanted = ", ".join(_ids(theirs)) or "none"
    line, message = _first_difference(own, theirs, article)
    remedy = f"Give it the ids of {shown_path(site, source.path)}: {wanted}"
    yield Problem(shown_path(site, article.path), line, message, remedy)


def _ids(headings: list[Heading]) -> list[str]:
    return [heading.id for heading in headings]


def _first_difference(own: list[Heading], theirs: list[Heading], article: Article) -> tuple[int, str]:
    for mine, other in zip(own, theirs, strict=False):
        if mine.id != other.id:
            return mine.line, f"the heading '{mine.text}' has the id '{mine.id}' where the source has '{other.id}'"
    if len(own) > len(theirs):
        extra = own[len(theirs)]
        return extra.line, f"the heading '{extra.text}' stands in no other locale"
    last = own[-1].line if own else article.body_line
    return last, f"the source's heading '{theirs[len(own)].id}' is missing after this"


def _company_keys(site: Site, article: Article) -> Iterator[Problem]:
    """Placeholders that the profile cannot fill, in front matter and body."""
    for text, line in [
        (article.title, _line(article, "title")),
        (article.description, _line(article, "description")),
        (article.body, article.body_line),
    ]:
        yield from _unknown_keys(site, article.locale, article.path, text, line)


def _line(article: Article, key: str) -> int:
    other = {"title": "term", "description": "short"}[key]
    return article.lines.get(key) or article.lines.get(other, 1)


def _unknown_keys(site: Site, tag: str, path: str, text: str, first_line: int) -> Iterator[Problem]:
    if "{{" not in text:
        return
    company = site.local_company(tag)
    if company is None:
        if "company." in text:
            remedy = "Write docs/company.yml, or the words themselves"
            yield Problem(
                shown_path(site, path), first_line, "there is no company profile to fill this in from", remedy
            )
        return
    for position, key in company.fill(text)[1]:
        line = first_line + text.count("\n", 0, position)
        near = difflib.get_close_matches(key, company.company.keys(site.settings.locales), n=1)
        remedy = f"Did you mean '{near[0]}'?" if near else "Add it there, or write one of the keys that it has"
        yield Problem(shown_path(site, path), line, f"the company profile has no text 'company.{key}'", remedy)


def _redirects(site: Site) -> Iterator[Problem]:
    owners: dict[tuple[str, str], Article] = {}
    for versions in site.tree.versions.values():
        for tag, article in versions.items():
            for old in article.redirect_from:
                place = _at(site, article, "redirect_from")
                if old in site.tree.versions:
                    yield Problem(
                        *place, f"'redirect_from' names '{old}', which is an article", "Delete it, or move that article"
                    )
                elif (tag, old) in owners:
                    other = owners[tag, old].path
                    yield Problem(*place, f"'{old}' already leads to {other}", "Keep it in one of the two")
                owners[tag, old] = article


def _notices(site: Site) -> Iterator[Problem]:
    folders = {section.folder for section in site.tree.home.walk()}
    for notices in site.notices.values():
        for notice in notices:
            yield from _unknown_keys(site, notice.locale, notice.path, notice.body, notice.body_line)
            for section in notice.sections:
                if section not in folders:
                    remedy = f"Write some of {', '.join(sorted(filter(None, folders)))}"
                    yield Problem(
                        shown_path(site, notice.path), 1, f"'sections' names '{section}', which is no section", remedy
                    )


def _strays(site: Site) -> Iterator[Problem]:
    docs, tags = site.settings.docs, {locale.tag for locale in site.settings.locales}
    for path in sorted(docs.rglob("*.md")):
        inner = path.relative_to(docs)
        if inner.parts[0] not in tags and not any(part.startswith(".") for part in inner.parts):
            message = "this page stands outside the locales' folders and is left out of the site"
            remedy = f"Move it below one of {', '.join(sorted(tags))}"
            yield Problem(shown_path(site, inner.as_posix()), 0, message, remedy)
