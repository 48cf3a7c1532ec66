"""MkDocs as a builder for the ``kb`` command."""

from __future__ import annotations

import logging
import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import BasePlugin

from kb.build import BuildReport, Progress
from kb.problems import KbError, Problem, sorted_problems
from kb.site import SiteSettings
from kb_mkdocs.locales import LocalesPlugin
from kb_mkdocs.search import Documents, SearchPlugin

_LINK = re.compile(r"Doc file '.+?' contains .*?link '(?P<link>.+?)'")


class MkDocsBuilder:
    """Implements ``kb.build.Builder``."""

    def settings(self, config: Path) -> SiteSettings:
        """Where the site's sources are."""
        loaded = _load(config)
        return _locales_plugin(loaded).settings(loaded)

    def site_dir(self, config: Path) -> Path:
        """The folder that ``mkdocs.yml`` names."""
        return Path(_load(config).site_dir)

    def build(self, config: Path, site_dir: Path, *, progress: Progress | None = None) -> BuildReport:
        """Build as ``mkdocs build`` does."""
        loaded = _load(config, site_dir=str(site_dir))
        counter = _Counter(progress)
        loaded.plugins["kb/progress"] = counter
        records = _built(loaded)
        problems = sorted_problems(p for r in records if (p := _problem(r)))
        return BuildReport(problems, list(_other_warnings(records, problems)), counter.pages)

    def documents(self, config: Path) -> Documents:
        """What ``kb/search`` takes from the pages of a build that is thrown away."""
        with tempfile.TemporaryDirectory(prefix="kb-") as folder:
            loaded = _load(config, site_dir=folder)
            plugin = loaded.plugins.get("kb/search")
            if not isinstance(plugin, SearchPlugin):
                raise KbError(f"{config}: the plugin kb/search is missing. List it under 'plugins'.")
            _built(loaded)
            return plugin.documents

    def preview(self, config: Path, *, address: str) -> LivePreview:
        """The site, to be built again and again."""
        return LivePreview(config, address)


class LivePreview:
    """Implements ``kb.build.Preview``: builds as ``mkdocs serve --clean`` does, which keeps the policy of the pages."""

    def __init__(self, config: Path, address: str) -> None:
        self._config = config
        loaded = _load(config)
        _locales_plugin(loaded)
        path = urlsplit(loaded.site_url or "/").path
        self.mount = f"/{path.strip('/')}/" if path.strip("/") else "/"
        self._url = address + self.mount
        self.watched: Sequence[Path] = ()
        self._plugins = loaded.plugins
        self._plugins.on_startup(command="build", dirty=False)

    def build(self, site_dir: Path) -> None:
        """Build the site as its sources are now."""
        try:
            loaded = _load(self._config, site_dir=str(site_dir))
            loaded.site_url = self._url
            mkdocs_build(loaded, serve_url=self._url)
        except MkDocsException as error:
            raise KbError(str(error)) from error
        self.watched = self.watched or _watched(loaded)

    def close(self) -> None:
        """Tell the plugins that it is over."""
        self._plugins.on_shutdown()


class _Watcher:
    """What plugins get instead of MkDocs' server, to say what they want watched."""

    def __init__(self) -> None:
        self.paths: list[Path] = []

    def watch(self, path: str, func: object = None, *, recursive: bool = True) -> None:  # noqa: ARG002 - as MkDocs' own
        """Build again after a change of this file or folder."""
        self.paths.append(Path(path))

    def unwatch(self, path: str) -> None:
        """Do not watch it after all."""
        self.paths.remove(Path(path))


def _watched(config: MkDocsConfig) -> list[Path]:
    watcher = _Watcher()
    watcher.watch(config.docs_dir)
    if config.config_file_path:
        watcher.watch(config.config_file_path)
    server: Any = watcher
    config.plugins.on_serve(server, config=config, builder=lambda: None)
    return [*watcher.paths, *map(Path, config.watch)]


def _load(config: Path, **values: Any) -> MkDocsConfig:
    # The theme prints a notice about its own future at each start; it is no news to a writer.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    _check_epoch()
    if not config.is_file():
        raise KbError(f"{config} does not exist. Run kb in the site's folder, or name its mkdocs.yml with --config.")
    with _records() as records:
        try:
            loaded = load_config(str(config), **values)
        except MkDocsException as error:
            raise KbError(f"{config}: {_told(error, records)}") from error
    # MkDocs only warns of an unknown option; of ours, each is a mistake.
    unknown = [record.getMessage() for record in records if "Plugin 'kb/" in record.getMessage()]
    if unknown:
        raise KbError("\n".join(f"{config}: {message}" for message in unknown))
    return loaded


def _built(config: MkDocsConfig) -> list[logging.LogRecord]:
    """Build as ``mkdocs build`` does; what was logged meanwhile."""
    _locales_plugin(config)
    with _records() as records:
        try:
            config.plugins.on_startup(command="build", dirty=False)
            mkdocs_build(config)
        except MkDocsException as error:
            raise KbError(_told(error, records)) from error
        finally:
            config.plugins.on_shutdown()
    return records


def _check_epoch() -> None:
    """Refuse a moment of the build that is none; an empty one, as some systems set it, counts as none."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch == "":
        del os.environ["SOURCE_DATE_EPOCH"]
    elif epoch is not None and not re.fullmatch(r"\d{1,11}", epoch):
        raise KbError(
            f"SOURCE_DATE_EPOCH is '{epoch}'. Write whole seconds since 1970, such as 1767225600, or unset it."
        )


def _locales_plugin(config: MkDocsConfig) -> LocalesPlugin:
    plugin = config.plugins.get("kb/locales")
    if not isinstance(plugin, LocalesPlugin):
        raise KbError(f"{config.config_file_path}: the plugin kb/locales is missing. List it under 'plugins'.")
    return plugin


class _NoOptions(Config):
    """The counter has none."""


class _Counter(BasePlugin[_NoOptions]):
    """Counts pages as they are made: once for the text, once for the page around it."""

    def __init__(self, progress: Progress | None) -> None:
        self.pages = 0
        self._done = 0
        self._progress = progress

    def on_nav(self, nav: Any, *, files: Any, **_: Any) -> Any:
        self.pages = len(files.documentation_pages())
        return nav

    def on_page_content(self, html: str, **_: Any) -> str:
        return self._step(html)

    def on_post_page(self, output: str, **_: Any) -> str:
        return self._step(output)

    def _step(self, text: str) -> str:
        self._done += 1
        if self._progress:
            self._progress(self._done, 2 * self.pages)
        return text


class _Collector(logging.Handler):
    def __init__(self, records: list[logging.LogRecord]) -> None:
        super().__init__(logging.WARNING)
        self._records = records

    def emit(self, record: logging.LogRecord) -> None:
        self._records.append(record)


@contextmanager
def _records() -> Iterator[list[logging.LogRecord]]:
    """What MkDocs and its plugins log as a warning or worse, kept from the screen."""
    records: list[logging.LogRecord] = []
    logger = logging.getLogger("mkdocs")
    handler, propagates = _Collector(records), logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield records
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagates


def _told(error: Exception, records: list[logging.LogRecord]) -> str:
    lines = [record.getMessage() for record in records if record.levelno >= logging.ERROR and not _problem(record)]
    own = str(error)
    return "\n".join([*lines, *([own] if own and not any(own in line for line in lines) else [])])


def _problem(record: logging.LogRecord) -> Problem | None:
    found = getattr(record, "problem", None)
    return found if isinstance(found, Problem) else None


def _other_warnings(records: list[logging.LogRecord], problems: list[Problem]) -> Iterator[str]:
    """The warnings that are no problem of ours; MkDocs' word on a link that we name with its line is left out."""
    named = " ".join(problem.message for problem in problems)
    for record in records:
        message = record.getMessage()
        link = _LINK.search(message)
        if not _problem(record) and not (link and f"'{link['link']}'" in named):
            yield message
