"""Catalogues: plurals by CLDR, fallbacks, and their rules."""

import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from kb.check.catalogues import catalogue_problems
from kb.locales import Locale
from kb.messages import CATALOGUES, load_messages
from tests.conftest import CHECKOUT

ARTICLES = ("%(num)d article", "%(num)d articles")
LOCALES = [Locale(tag) for tag in ("el", "sl", "ru", "pl")]


@pytest.mark.parametrize(
    ("num", "text"),
    [
        (1, "1 članek"),
        (2, "2 članka"),
        (3, "3 članki"),
        (5, "5 člankov"),
        (101, "101 članek"),
        (102, "102 članka"),
        (0, "0 člankov"),
    ],
)
def test_slovene_counts_in_four_forms(num: int, text: str) -> None:
    assert load_messages(Locale("sl")).ngettext(*ARTICLES, num).replace("\u00a0", " ") == text


@pytest.mark.parametrize(("num", "text"), [(1, "1 статья"), (3, "3 статьи"), (11, "11 статей"), (21, "21 статья")])
def test_russian_counts_in_three_forms(num: int, text: str) -> None:
    assert load_messages(Locale("ru")).ngettext(*ARTICLES, num).replace("\u00a0", " ") == text


@pytest.mark.parametrize(("num", "text"), [(1, "1 artykuł"), (22, "22 artykuły"), (21, "21 artykułów")])
def test_polish_counts_in_three_forms(num: int, text: str) -> None:
    assert load_messages(Locale("pl")).ngettext(*ARTICLES, num).replace("\u00a0", " ") == text


def test_unknown_message_is_given_in_english() -> None:
    messages = load_messages(Locale("sl"))
    assert messages.gettext("Not in any catalogue: %(a)s", a=1) == "Not in any catalogue: 1"
    assert messages.ngettext("%(num)s gnu", "%(num)s gnus", 2) == "2 gnus"


def test_broken_placeholder_of_a_translation_shows_the_english_message(tmp_path: Path) -> None:
    write_catalogue(tmp_path, "sl", 'msgid "Last updated %(date)s"\nmsgstr "Zadnjič %(datum)s"\n')
    messages = load_messages(Locale("sl"), [tmp_path])
    assert messages.gettext("Last updated %(date)s", date="danes") == "Last updated danes"


def test_locale_without_a_catalogue_speaks_english() -> None:
    assert load_messages(Locale("fi")).gettext("Related") == "Related"


def test_own_catalogue_wins_and_the_package_fills_its_gaps(tmp_path: Path) -> None:
    write_catalogue(tmp_path, "sl", 'msgid "Related"\nmsgstr "Glejte tudi"\n')
    messages = load_messages(Locale("sl"), [tmp_path])
    assert (messages.gettext("Related"), messages.gettext("Topics")) == ("Glejte tudi", "Teme")


@pytest.mark.parametrize("locale", LOCALES, ids=lambda locale: locale.tag)
def test_own_catalogues_are_complete(locale: Locale) -> None:
    assert list(catalogue_problems(locale, [CATALOGUES], root=CHECKOUT)) == []


def test_template_holds_every_message_of_the_sources(tmp_path: Path) -> None:
    """Remake it with tests/extract.sh."""
    fresh = tmp_path / "kb.pot"
    subprocess.run(
        ["sh", "tests/extract.sh", str(fresh)],
        cwd=CHECKOUT,
        check=True,
        env={"PYTHON": sys.executable, "PATH": "/usr/bin:/bin"},
    )
    with fresh.open("rb") as new, (CATALOGUES / "kb.pot").open("rb") as old:
        assert {str(m.id) + str(m.context) for m in read_po(new)} == {str(m.id) + str(m.context) for m in read_po(old)}


def write_catalogue(
    folder: Path,
    tag: str,
    messages: str,
    plural: str = "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);",
) -> Path:
    path = folder / tag / "LC_MESSAGES" / "kb.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    header = f'msgid ""\nmsgstr ""\n"Language: {tag}\\n"\n"Plural-Forms: {plural}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    path.write_text(header + messages, encoding="utf-8")
    return path


def faults(tmp_path: Path, messages: str, **header: str) -> list[str]:
    write_catalogue(tmp_path, "sl", messages, **header)
    found = catalogue_problems(Locale("sl"), [tmp_path, CATALOGUES], root=tmp_path)
    return [str(problem) for problem in found]


def test_missing_plural_form_is_reported_with_line_and_numbers(tmp_path: Path) -> None:
    text = 'msgid "%(num)d article"\nmsgid_plural "%(num)d articles"\nmsgstr[0] "%(num)d a"\nmsgstr[1] "%(num)d b"\nmsgstr[2] "%(num)d c"\n'
    (fault,) = faults(tmp_path, text)
    assert fault.startswith("sl/LC_MESSAGES/kb.po:")
    assert "has an empty msgstr[3] (for 0, 5, 6" in fault


def test_wrong_placeholder_is_reported(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, 'msgid "Last updated %(date)s"\nmsgstr "Zadnjič %(datum)s"\n')
    assert "has the placeholders %(datum)s. It must have %(date)s." in fault


def test_wrong_plural_rule_is_reported(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, "", plural="nplurals=2; plural=(n != 1);")
    assert "the plural forms of the header are not the locale's. Write nplurals=4" in fault


def test_message_that_nothing_uses_is_reported(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, 'msgid "Gone"\nmsgstr "Ni več"\n')
    assert 'no page uses the message "Gone". Delete it.' in fault


def test_broken_catalogue_is_a_fault_and_no_crash(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, 'msgid "Related\nmsgstr "x"\n')
    assert "kb.po:7: the text has no closing quotation mark" in fault


def test_missing_messages_are_reported_for_a_locale_of_its_own(tmp_path: Path) -> None:
    write_catalogue(tmp_path, "fi", 'msgid "Related"\nmsgstr "Aiheesta"\n', plural="nplurals=2; plural=(n != 1);")
    found = [str(problem) for problem in catalogue_problems(Locale("fi"), [tmp_path], root=tmp_path)]
    assert any('the message "Topics" is missing' in fault for fault in found)
    assert not any('"Related" is missing' in fault for fault in found)
