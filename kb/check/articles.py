"""Rules over single articles and over the versions of one: ids, headings, origins, company keys."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Set

from kb.articles.article import Article
from kb.articles.outline import Heading
from kb.check.readings import in_each_reading
from kb.problems import Problem
from kb.site import Reading, Site


def problems(site: Site) -> Iterator[Problem]:
    """All problems of these rules."""
    terms = [i for i, v in site.tree.versions.items() if any(article.kind == "term" for article in v.values())]
    term_names = {article_id.rpartition("/")[2] for article_id in terms}
    for versions in site.tree.versions.values():
        for article in versions.values():
            if article.path:
                yield from _named_articles(site, article, term_names)
                yield from _origin(site, article)
                yield from _company_keys(site, article)
    yield from in_each_reading(site, lambda reading: _headings(site, reading))


def _headings(site: Site, reading: Reading) -> Iterator[Problem]:
    for versions in site.tree.versions.values():
        for article in versions.values():
            if article.path:
                yield from _derived_ids(site, article, reading)
                yield from _clashing_headings(site, article, reading)
                yield from _heading_ids(site, article, reading)


def _at(site: Site, article: Article, key: str) -> tuple[str, int]:
    return site.shown(article.path), article.lines.get(key, 1)


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


def _derived_ids(site: Site, article: Article, reading: Reading) -> Iterator[Problem]:
    derived = [h for h in reading.outlines[article.id, article.locale].headings if not h.is_explicit and h.level > 1]
    if derived:
        first = derived[0]
        others = f" and {len(derived) - 1} more" if len(derived) > 1 else ""
        message = f"the heading '{first.text}'{others} has no id of its own; '{first.id}' was derived"
        remedy = f"Write it as '{'#' * first.level} {first.text} {{#{first.id}}}', the same id in every locale"
        yield Problem(site.shown(article.path), first.line, message, remedy, is_warning=True)


def _clashing_headings(site: Site, article: Article, reading: Reading) -> Iterator[Problem]:
    headings = reading.outlines[article.id, article.locale].headings
    seen: dict[str, int] = {}
    for heading in headings:
        if heading.id in seen:
            message = f"the id '{heading.id}' stands already at line {seen[heading.id]}"
            yield Problem(site.shown(article.path), heading.line, message, "Give each heading an id of its own")
        seen.setdefault(heading.id, heading.line)
        if heading.level == 1:
            message = f"'{heading.text}' is a second title of the page"
            yield Problem(site.shown(article.path), heading.line, message, f"Write it as '## {heading.text}'")


def _heading_ids(site: Site, article: Article, reading: Reading) -> Iterator[Problem]:
    source = site.tree.source(article.id)
    if article.locale == source.locale:
        return
    own, theirs = (
        [h for h in reading.outlines[article.id, tag].headings if h.level > 1]
        for tag in (article.locale, source.locale)
    )
    # Derived ids differ between languages by nature and are reported as such.
    if not all(heading.is_explicit for heading in (*own, *theirs)) or _ids(own) == _ids(theirs):
        return
    wanted = ", ".join(_ids(theirs)) or "none"
    line, message = _first_difference(own, theirs, article)
    remedy = f"Give it the ids of {site.shown(source.path)}: {wanted}"
    yield Problem(site.shown(article.path), line, message, remedy)


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
    is_term = article.kind == "term"
    texts = [
        (article.title, "term" if is_term else "title"),
        (article.description, "short" if is_term else "description"),
        *((question.text, key) for key in ("examples", "popular") for question in getattr(article, key)),
        *((alias, "aliases") for alias in article.aliases),
    ]
    for text, key in texts:
        yield from unknown_keys(site, article.locale, article.path, text, article.lines.get(key, 1))
    yield from unknown_keys(site, article.locale, article.path, article.body, article.body_line)


def unknown_keys(site: Site, tag: str, path: str, text: str, first_line: int) -> Iterator[Problem]:
    """Placeholders of a text that the profile cannot fill."""
    if "{{" not in text:
        return
    company = site.local_company(tag)
    if company is None:
        if "company." in text:
            remedy = "Write docs/company.yml, or the words themselves"
            yield Problem(site.shown(path), first_line, "there is no company profile to fill this in from", remedy)
        return
    for position, key in company.fill(text)[1]:
        line = first_line + text.count("\n", 0, position)
        near = difflib.get_close_matches(key, company.company.keys(site.settings.locales), n=1)
        remedy = f"Did you mean '{near[0]}'?" if near else "Add it there, or write one of the keys that it has"
        yield Problem(site.shown(path), line, f"the company profile has no text 'company.{key}'", remedy)
