"""The tree of all articles: the same path in every locale is the same article."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kb.articles.article import Article, default_kind
from kb.articles.front_matter import read_article
from kb.locales import Locale
from kb.problems import Problem
from kb.sources import read_source, shown_path

NOTICES = "notices"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a locale shows at an article's address: its own text, or another locale's."""

    locale: Locale
    article: Article

    @property
    def id(self) -> str:
        """The article's id."""
        return self.article.id

    @property
    def is_fallback(self) -> bool:
        """Whether the text is another locale's."""
        return self.article.locale != self.locale.tag


@dataclass(frozen=True, slots=True)
class Section:
    """A folder: its index page, its articles and its subsections, in the order of the navigation."""

    folder: str
    """Below the locale's folder; empty for the home section."""
    index: str
    """Id of the index page."""
    articles: tuple[str, ...]
    """Ids, the index left out."""
    sections: tuple[Section, ...]

    @property
    def count(self) -> int:
        """Articles in it, subsections included."""
        return len(self.articles) + sum(section.count for section in self.sections)

    def walk(self) -> Iterable[Section]:
        """This section and all below it, in order."""
        yield self
        for section in self.sections:
            yield from section.walk()

    def ids(self) -> Iterable[str]:
        """All ids in reading order: an index before its articles, those before the subsections."""
        yield self.index
        yield from self.articles
        for section in self.sections:
            yield from section.ids()


@dataclass(frozen=True, slots=True)
class ArticleTree:
    """All articles of all locales."""

    locales: tuple[Locale, ...]
    versions: Mapping[str, Mapping[str, Article]]
    """Id → tag → article."""
    home: Section
    entries: Mapping[str, Mapping[str, Entry]] = field(default_factory=dict)
    """Tag → id → what is shown there; every id has an entry in every locale."""

    def source(self, article_id: str) -> Article:
        """The version that the others were translated from."""
        return _source(self.versions[article_id], self.locales)

    def translations(self, article_id: str) -> list[Article]:
        """Its real versions in the configured order of locales."""
        versions = self.versions[article_id]
        return [versions[locale.tag] for locale in self.locales if locale.tag in versions]


def read_tree(docs: Path, locales: Sequence[Locale], *, root: Path) -> tuple[ArticleTree, list[Problem]]:
    """The tree below ``docs`` and the faults of its front matter.

    Args:
        docs: the folder of the locales' folders.
        locales: in the site's order.
        root: the site's folder, which the paths in problems are relative to.
    """
    versions: dict[str, dict[str, Article]] = {}
    problems: list[Problem] = []
    for locale in locales:
        for path in sorted((docs / locale.tag).rglob("*.md")):
            inner = path.relative_to(docs / locale.tag).as_posix()
            is_hidden = any(part.startswith(".") for part in inner.split("/"))
            if is_hidden or inner.split("/")[0] == NOTICES or path.is_dir():
                continue
            article, faults = _read(path, docs=docs, locale=locale, inner=inner, root=root)
            problems += faults
            if article:
                versions.setdefault(article.id, {})[locale.tag] = article
    return build_tree(versions, locales, problems, shown=shown_path(docs, root)), problems


def build_tree(
    versions: dict[str, dict[str, Article]], locales: Sequence[Locale], problems: list[Problem], *, shown: str
) -> ArticleTree:
    """The tree of the given versions; index pages that nobody wrote are added and reported."""
    folders = {""} | {folder for article_id in versions for folder in _folders(article_id)}
    for folder in sorted(folders):
        index = f"{folder}/index" if folder else "index"
        if locales and index not in versions:
            # Made up in every locale: it is nobody's text, so it is nobody's translation.
            versions[index] = {locale.tag: _unwritten_index(index, locale) for locale in locales}
            place = f"{shown}/{locales[0].tag}/{index}.md"
            remedy = "Write it, with 'title', 'description' and 'order'"
            problems.append(Problem(place, 0, "the section has no index page", remedy, is_warning=True))
    home = _section("", versions, folders, locales)
    tree = ArticleTree(tuple(locales), versions, home)
    entries = {
        locale.tag: {article_id: Entry(locale, _shown(tree, article_id, locale)) for article_id in home.ids()}
        for locale in locales
    }
    return ArticleTree(tree.locales, versions, home, entries)


def _read(path: Path, *, docs: Path, locale: Locale, inner: str, root: Path) -> tuple[Article | None, list[Problem]]:
    text = read_source(path, root)
    if isinstance(text, Problem):
        return None, [text]
    name = unicodedata.normalize("NFC", path.relative_to(docs).as_posix())
    article_id = unicodedata.normalize("NFC", inner).removesuffix(".md")
    if article_id.rpartition("/")[2] == "README":
        article_id = article_id.removesuffix("README") + "index"
    return read_article(text, article_id=article_id, locale=locale.tag, path=name, shown_path=shown_path(path, root))


def _folders(article_id: str) -> list[str]:
    parts = article_id.split("/")[:-1]
    return ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]


def _unwritten_index(index: str, locale: Locale) -> Article:
    name = index.removesuffix("index").strip("/").rpartition("/")[2] or "home"
    return Article(index, locale.tag, "", default_kind(index), name.replace("-", " ").capitalize(), "", "")


def _section(
    folder: str, versions: Mapping[str, Mapping[str, Article]], folders: Iterable[str], locales: Sequence[Locale]
) -> Section:
    by_folder: dict[str, list[str]] = {}
    for article_id in versions:
        by_folder.setdefault(article_id.rpartition("/")[0], []).append(article_id)
    children: dict[str, list[str]] = {}
    for name in folders:
        if name:
            children.setdefault(name.rpartition("/")[0], []).append(name)

    def place(article_id: str) -> tuple[bool, int, str]:
        order = _source(versions[article_id], locales).order
        return order is None, order or 0, article_id

    def build(name: str) -> Section:
        index = f"{name}/index" if name else "index"
        ids = sorted((i for i in by_folder.get(name, []) if i != index), key=place)
        inner = sorted(children.get(name, []), key=lambda child: place(f"{child}/index"))
        return Section(name, index, tuple(ids), tuple(build(child) for child in inner))

    return build(folder)


def _source(versions: Mapping[str, Article], locales: Sequence[Locale]) -> Article:
    ordered = [versions[locale.tag] for locale in locales if locale.tag in versions]
    originals = [article for article in ordered if article.translation is None]
    if originals:
        return originals[0]
    reviewed = [article for article in ordered if article.translation and article.translation.status == "reviewed"]
    return (reviewed or ordered)[0]


def _shown(tree: ArticleTree, article_id: str, locale: Locale) -> Article:
    versions = tree.versions[article_id]
    return versions.get(locale.tag) or _source(versions, tree.locales)
