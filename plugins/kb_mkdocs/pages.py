"""A page that shows an entry of the article tree; all pages of a locale share one Markdown instance."""

from __future__ import annotations

import copy
import posixpath
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import (
    Page,
    _ExtractAnchorsTreeprocessor,
    _ExtractTitleTreeprocessor,
    _RawHTMLPreprocessor,
    _RelativePathTreeprocessor,
)
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url, meta

from kb.articles.headings import slug
from kb.articles.tree import Entry
from kb.messages import Messages
from kb_mkdocs.markdown import KbExtension, note_titles


class MarkdownPool:
    """One Markdown instance a locale: making one costs a fifth of rendering a page (measured)."""

    def __init__(self, config: MkDocsConfig, messages: Mapping[str, Messages]) -> None:
        self._config = config
        self._messages = messages
        self._instances: dict[str, Markdown] = {}

    def instance(self, tag: str) -> Markdown:
        """The instance of a locale, as new."""
        if tag not in self._instances:
            self._instances[tag] = self._make(self._messages[tag])
        instance = self._instances[tag]
        instance.reset()
        return instance

    def _make(self, messages: Messages) -> Markdown:
        # Read here and not before: plugins that come later add extensions of their own.
        extensions = list(self._config.markdown_extensions)
        configs = copy.deepcopy(dict(self._config.mdx_configs or {}))
        toc = configs.setdefault("toc", {})
        toc.setdefault("slugify", slug)
        toc["permalink_title"] = messages.gettext("Link to this section")
        # A style attribute in a cell would break the Content-Security-Policy.
        configs.setdefault("tables", {})["use_align_attribute"] = True
        configs.setdefault("footnotes", {})["BACKLINK_TITLE"] = messages.gettext("Back to note {} in the text")
        configs = {name: values for name, values in configs.items() if name in extensions}
        return Markdown(extensions=[*extensions, KbExtension(note_titles(messages))], extension_configs=configs)


class KbPage(Page):
    """The page of an entry; a fallback page holds the text of another locale."""

    def __init__(self, entry: Entry, title: str, file: File, config: MkDocsConfig, pool: MarkdownPool) -> None:
        super().__init__(title, file, config)
        self.entry = entry
        self._pool = pool

    def read_source(self, config: MkDocsConfig) -> None:
        """Take the text from the article tree, unless a plugin brings its own."""
        source = config.plugins.on_page_read_source(page=self, config=config)
        if source is not None:
            self.markdown, self.meta = meta.get_data(source)
            return
        # A template is chosen by the kind of the page; one that does not exist would end the whole build.
        self.meta = {name: value for name, value in self.entry.article.meta.items() if name != "template"}
        self.markdown = self.entry.article.body

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """As MkDocs does it, but without making a Markdown instance."""
        if self.markdown is None:
            raise RuntimeError("the page has not been read")
        md = self._pool.instance(self.entry.article.locale)
        raw_html = _RawHTMLPreprocessor()
        anchors = _ExtractAnchorsTreeprocessor(self.file, files, config)
        paths = _Paths(self.file, files, config, written=self.entry.article.path)
        title = _ExtractTitleTreeprocessor()
        for processor in (raw_html, anchors, paths, title):
            processor._register(md)
        self.content = md.convert(self.markdown)
        self.toc = get_toc(getattr(md, "toc_tokens", []))
        self._title_from_render = title.title
        self.present_anchor_ids = anchors.present_anchor_ids | raw_html.present_anchor_ids
        self.links_to_anchors = paths.links_to_anchors


class _Paths(_RelativePathTreeprocessor):
    """MkDocs' resolution of links; pictures and files of a fallback stay those beside the text that is shown."""

    def __init__(self, file: File, files: Files, config: MkDocsConfig, *, written: str) -> None:
        super().__init__(file, files, config)
        self._folder = posixpath.dirname(written)
        self._is_elsewhere = bool(written) and written != file.src_uri

    def path_to_url(self, url: str) -> str:
        """An address as the page needs it."""
        parts = urlsplit(url)
        is_asset = bool(parts.path) and not parts.scheme and not parts.netloc and not parts.path.endswith((".md", "/"))
        if self._is_elsewhere and is_asset:
            there = posixpath.normpath(posixpath.join(self._folder, unquote(parts.path)))
            if asset := self.files.get_file_from_path(there):
                return get_relative_url(asset.url, self.file.url)
        return super().path_to_url(url)
