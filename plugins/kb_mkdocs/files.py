"""Which files of the documents are published, and the pages that no file stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from kb.articles.tree import Entry
from kb.site import Site
from kb.sources import UNPUBLISHED_SUFFIXES

# Our templates load none of the theme's scripts (3 MB of bundle, search worker and stemmers), and the sitemap is ours.
_UNUSED = re.compile(
    r"assets/javascripts/(?:bundle\.|lunr/|workers/)|assets/(?:stylesheets/palette\.|images/favicon\.png)|.*\.map$"
    r"|sitemap\.xml$"
)


def unpublished(files: Files, site: Site) -> list[File]:
    """Sources that are no pages (YAML, notices, stray Markdown), and the theme's scripts that no page loads."""
    articles = {article.path for versions in site.tree.versions.values() for article in versions.values()}
    return [
        file
        for file in files
        if PurePosixPath(file.src_uri).suffix in UNPUBLISHED_SUFFIXES
        or (file.src_dir not in (None, site.settings.docs.as_posix()) and _UNUSED.match(file.src_uri))
        or (file.is_documentation_page() and file.generated_by is None and file.src_uri not in articles)
    ]


def entry_files(files: Files, site: Site, config: MkDocsConfig) -> Iterator[tuple[File, Entry]]:
    """The file of every entry; one that shows another locale's text is made and added."""
    written = {file.src_uri: file for file in files.documentation_pages()}
    for tag, entries in site.tree.entries.items():
        for article_id, entry in entries.items():
            file = None if entry.is_fallback else written.get(entry.article.path)
            if file is None:
                file = File.generated(config, f"{tag}/{article_id}.md", content="", inclusion=InclusionLevel.INCLUDED)
                # The edit link of a fallback leads to the text that is shown.
                file.edit_uri = entry.article.path or None
                files.append(file)
            yield file, entry
