"""The licences of the dictionaries behind an index."""

import pytest

from kb.search.notice import notice


@pytest.mark.parametrize(
    ("tag", "named", "unnamed"),
    [
        (
            "el",
            ("Open Database License", "Attribution-ShareAlike", "Snowball: stems (el)", "MIT License"),
            ("PoliMorf",),
        ),
        ("sl", ("Open Database License", "Attribution-ShareAlike"), ("Snowball", "PoliMorf")),
        ("ru-UA", ("Snowball: stems (ru)",), ("PoliMorf",)),
        ("pl", ("PoliMorf", "SGJP"), ("Snowball",)),
    ],
)
def test_notice_names_what_the_locale_was_analysed_with(
    tag: str, named: tuple[str, ...], unnamed: tuple[str, ...]
) -> None:
    text = notice([tag])
    assert [name for name in named if name not in text] == []
    assert [name for name in unnamed if name in text] == []


def test_order_of_locales_changes_nothing() -> None:
    assert notice(["pl", "el", "el"]) == notice(["el", "pl"])


def test_locale_without_a_dictionary_needs_none() -> None:
    assert notice(["fi"]) == ""
