"""Submissions made by chance: sensible ones, careless ones and hostile ones."""

from __future__ import annotations

from random import Random
from typing import Any

from kb.forms.form import Field, Form

_PIECES = (
    *("Pošta ne dela", "Не работает почта", "Δεν λειτουργεί το email", "Poczta nie działa", "my mail does not work"),
    *("od včeraj ob 9.15", "20. 11. 2026", "2026-11-22", "550 5.7.1 rejected", "ERR_TIMED_OUT", "»napaka pri prijavi«"),
    *("info@podjetje.example", "https://example.com/a?b=c", "www.example.com", "example.com", "ne morem pošiljati"),
    *(
        "geslo: Sonce123!",
        "hasło to: abc",
        "пароль: тест42",
        "κωδικός πρόσβασης: Θάλασσα9",
        "password is hunter2",
        "pwd=a b",
    ),
    *(
        "geslo: ne deluje",
        "koda za podporo je 482913",
        "kod autoryzujący: 12345",
        "код поддержки 998877",
        "support PIN: 44-55",
    ),
    *(
        "authinfo: Xk7#pQ2z",
        "koda authinfo (EPP) je 9aK-77z",
        "EPP code\nQ1w2E3",
        "auth code: none",
        "κωδικός EPP: aa11bb",
    ),
    *(
        "4111 1111 1111 1111",
        "4111-1111-1111-1111 12/27",
        "5500005555555559",
        "SI56 1910 0000 0123 438",
        "2200123456789019",
    ),
    *(
        "PESEL 44051401359",
        "44051401359",
        "EMŠO: 0101006500006",
        "0101006500006",
        "ΑΜΚΑ 01010112348",
        "СНИЛС 112-233-445 95",
    ),
    *(
        "112-233-445 95",
        "11223344595",
        "+48601234567",
        "паспорт 4509 123456",
        "potni list: AB1234567",
        "tel 041 123 456",
    ),
    *(
        "İstanbul",
        "ŁÓDŹ",
        "ΟΔΟΣ ΣΟΦΟΣ",
        "Ёжик",
        "e\u0301",
        "🙂",
        "a\u200bb",
        "\u202egnp.exe",
        "  ",
        "\u00a0",
        "x" * 70,
        "漢字",
    ),
    *("Bcc: a@b.si", "{subject}", "%(label)s", "<b>&amp;</b>", "constructor", "__proto__", "\ud83d"),
)
_JOINTS = (" ", ", ", "\n", "\r\n", "\u2028", "\x00", "", ". ", "\t", "\x85", ": ")
_BY_TYPE = {
    "email": (
        *(
            "ana@podjetje.example",
            " ana@podjetje.example ",
            "ana@@podjetje.example",
            "ana@podjetje",
            "a b@c.de",
            "a@b.de.",
        ),
        *(
            "ana@podjetje.example\r\nBcc: x@y.si",
            "άννα@παράδειγμα.gr",
            "ana@παράδειγμα.gr",
            "ana@почта.рф",
            ".a@b.de",
            "a@-b.de",
        ),
        *(
            "a@b.1",
            "a@b.c1",
            "a" * 65 + "@b.de",
            "a@" + "b" * 64 + ".de",
            "a@" + "b.c" * 90 + ".de",
            "a\x00@b.de",
            "a@b..de",
        ),
    ),
    "tel": ("+386 41 123 456", "041123456", "12", "abc", "+48 (22) 123-45-67 x12", "1" * 50, "٠١٢٣٤٥٦"),
    "date": ("2026-11-22", "2026-02-29", "2024-02-29", "2026-13-01", "22. 11. 2026", "0000-01-01", "2026-00-10"),
}
_BY_PATTERN = {
    "domain": (
        *(
            "example.com",
            "https://Example.COM:8080/x?y#z",
            "παράδειγμα.gr",
            "пример.рф",
            "EXAMPLE.SI.",
            "a_b.si",
            "-a.si",
        ),
        *(
            "example",
            "a.b.c.de",
            "example.com, example.si",
            "ΠΑΡΆΔΕΙΓΜΑΣ.gr",
            "xn--e1afmkfd.xn--p1ai",
            "1.2.3.4",
            "a..b",
        ),
    ),
    "url": ("example.com/a", "http://example.com", "https://", "a b.com", "пример.рф/страница", "example.com:8080/x"),
    "ticket-number": ("1234 5678 9012", "970", "12-34", "#445566", "ab", "A-B-C", "12 34 56 78 90 12 49", "1" * 60),
    "firm-number": ("SI12345678", "123-456-32-18", "7707083893", "abc", "44051401359", "EL 123456789"),
}
_HEADS = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff\xe0",
    b"GIF89a",
    b"RIFF1234WEBP",
    b"%PDF-1.7",
    b"PK\x03\x04",
    b"text",
    b"a\x00b",
    b"<html>",
    b"",
)
_NAMES = (
    "a.png",
    "b.PNG",
    "c.jpg",
    "d.txt",
    "e.pdf",
    "f.zip",
    "g.php",
    "h.png.exe",
    "noending",
    ".png",
    "i.webp ",
    "j.gif",
    "ž.log",
)


def submission(form: Form, chance: Random) -> dict[str, Any]:
    """Answers to a form as they might come: most of a branch, some of others, some of no form at all."""
    if chance.random() < 0.3:
        return {field.id: value for field in form.fields if (value := _sensible(field, chance)) is not None}
    filled = chance.choice((0.2, 0.6, 0.95))
    raw: dict[str, Any] = {
        field.id: value
        for field in form.fields
        if chance.random() < filled and (value := _answer(field, chance)) is not None
    }
    if chance.random() < 0.3:
        raw["secrets_confirmed"] = chance.choice(("yes", True, ["yes"], "no", ""))
    if chance.random() < 0.2:
        raw |= {"form": form.id, "locale": "sl", chance.choice(("unknown", "hint", "constructor")): "x"}
    return raw


def files(form: Form, chance: Random) -> dict[str, list[dict[str, Any]]]:
    """Files by field, heads in hexadecimal."""
    found = {}
    for field in form.fields:
        if field.type == "files" and chance.random() < 0.4:
            found[field.id] = [_file(chance) for _ in range(chance.choice((0, 1, 1, 2, 3, 6)))]
    if chance.random() < 0.05:
        found["unknown"] = [_file(chance)]
    return found


def text(chance: Random) -> str:
    """Some lines, perhaps with something in them that must not be there."""
    parts = [chance.choice(_PIECES) + chance.choice(_JOINTS) for _ in range(chance.choice((1, 1, 2, 3, 6)))]
    if chance.random() < 0.002:
        parts *= 25_000 // len("".join(parts)) + 1
    if chance.random() < 0.2:
        parts.append("".join(chance.choices("0123456789 -", k=chance.randrange(10, 22))))
    return "".join(parts)


def _sensible(field: Field, chance: Random) -> Any:
    ids = [option.id for option in field.options]
    if field.type == "choices":
        return chance.sample(ids, 1)
    if ids:
        return chance.choice(ids)
    if field.type in ("note", "files", "carried"):
        return None
    usual = _BY_PATTERN.get(field.pattern) or _BY_TYPE.get(field.type)
    return usual[0] if usual else chance.choice(_PIECES[:19])


def _answer(field: Field, chance: Random) -> Any:
    if chance.random() < 0.02:
        return chance.choice((1, 12345, True, False, [], ["a", "b"], {"a": 1}, 1.5, "", None, 2**60))
    ids = [option.id for option in field.options]
    if field.type == "choices":
        several = chance.sample(ids, chance.randrange(len(ids) + 1))
        return chance.choice((several, [*several, " " + ids[0]], ids[0], [*several, "other"]))
    if ids:
        return chance.choice(ids) if chance.random() < 0.97 else chance.choice(("other", " " + ids[0], [ids[0]], "NO"))
    if field.type in ("note", "files"):
        return None
    usual = _BY_PATTERN.get(field.pattern) or _BY_TYPE.get(field.type)
    if usual and chance.random() < 0.9:
        return usual[0] if chance.random() < 0.5 else chance.choice(usual)
    return text(chance)


def _file(chance: Random) -> dict[str, Any]:
    head = chance.choice(_HEADS)
    return {
        "name": chance.choice(_NAMES),
        "size": chance.choice((0, 1, 999, 1_000_001, 9_999_999, 10_000_001)),
        "head": None if chance.random() < 0.2 else head.hex(),
    }
