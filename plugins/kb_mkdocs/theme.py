"""Where the theme's parts are: our overrides among its folders, its own style sheets, and ours in one file."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import rjsmin
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel

_PACKAGED = Path(__file__).resolve().parent / "overrides"
_CHECKOUT = Path(__file__).resolve().parent.parent.parent / "overrides"
_STYLES = "assets/stylesheets"
_IMPORT = re.compile(r'^@import url\("([\w-]+\.css)"\)\s*([^;]*);$', re.MULTILINE)


def add_overrides(config: MkDocsConfig) -> None:
    """Insert our templates after the site's own ``custom_dir`` and before the theme."""
    overrides = str(overrides_folder())
    dirs = config.theme.dirs
    if overrides not in dirs:
        dirs.insert(1 if config.theme.custom_dir else 0, overrides)


def overrides_folder() -> Path:
    """Our templates: in an installed package beside the plugins, in a checkout at its top."""
    return next(folder for folder in (_PACKAGED, _CHECKOUT) if folder.is_dir())


def add_stylesheet(files: Files, config: MkDocsConfig, main: str = "kb.css") -> str:
    """Replace the style sheets that ``main`` names by one file, named by its content; its address from the site's root.

    One request instead of ten: on a slow line each costs a round trip before the first word shows.
    """
    text = _IMPORT.sub(lambda found: _imported(config, found[1], found[2]), _style(config, main))
    name = f"{_STYLES}/{Path(main).stem}.{hashlib.blake2b(text.encode(), digest_size=4).hexdigest()}.css"
    for part in (main, *(name for name, _ in _IMPORT.findall(_style(config, main)))):
        if file := files.get_file_from_path(f"{_STYLES}/{part}"):
            files.remove(file)
    files.append(File.generated(config, name, content=text, inclusion=InclusionLevel.INCLUDED))
    return name


def shorten_scripts(files: Files) -> None:
    """Take comments and spare blanks out of our scripts: two fifths of what they weigh on the line."""
    own = str(overrides_folder())
    for file in files.javascript_files():
        if file.src_dir == own:
            file.content_string = rjsmin.jsmin(file.content_string)


def theme_stylesheet(config: MkDocsConfig) -> str:
    """The theme's main style sheet, whose name carries a hash, relative to the site's root.

    Raises:
        PluginError: the theme is not Material.
    """
    for folder in config.theme.dirs:
        for path in sorted(Path(folder, _STYLES).glob("main.*.min.css")):
            return f"{_STYLES}/{path.name}"
    raise PluginError("kb/locales: the theme has no style sheet main.*.min.css. Write 'theme: {name: material}'.")


def _imported(config: MkDocsConfig, name: str, media: str) -> str:
    text = _style(config, name)
    return f"@media {media} {{\n{text}}}\n" if media else text


def _style(config: MkDocsConfig, name: str) -> str:
    """A style sheet's text; a site's own one of the same name wins."""
    paths = (Path(folder, _STYLES, name) for folder in config.theme.dirs)
    return next(path for path in paths if path.is_file()).read_text(encoding="utf-8")
