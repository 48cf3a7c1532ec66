"""What the search engine finds, and what it says of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kb.search.documents import Document, Section
from tests.js.engine import Engine, document, running_engine

DOCUMENTS = {
    "el": [
        document("transfer", "Μεταφορά ονόματος χώρου", "Για τη μεταφορά χρειάζεστε τον κωδικό authinfo."),
        document("backup", "Επαναφορά αντιγράφου", "Ζητήστε να επαναφέρουμε τα αρχεία σας από το αντίγραφο ασφαλείας."),
        document(
            "mail", "Δεν φτάνουν μηνύματα", "Ελέγξτε τα φίλτρα και το όριο του λογαριασμού. Το hosting συνεχίζει."
        ),
    ],
    "sl": [
        document("transfer", "Prenos domene", "Za prenos potrebujete kodo authinfo in odklenjeno domeno."),
        document("backup", "Varnostna kopija", "Spletno stran obnovimo iz varnostne kopije."),
        document("mail", "Elektronska pošta ne prihaja", "Preverite filtre in prostor v nabiralniku."),
    ],
    "ru": [
        document("transfer", "Перенос домена", "Для переноса нужен код authinfo, а домен должен быть разблокирован."),
        document("backup", "Резервная копия", "Мы восстановим файлы сайта из резервной копии. Хостинг работает."),
        document("mail", "Почта не приходит", "Проверьте фильтры и место в почтовом ящике."),
    ],
    "pl": [
        document("transfer", "Transfer domeny", "Do transferu potrzebny jest kod authinfo i zdjęta blokada."),
        document("backup", "Kopia zapasowa", "Odtworzymy pliki strony z kopii zapasowej."),
        document("mail", "Poczta nie przychodzi", "Proszę sprawdzić filtry i miejsce w skrzynce. Łącze działa."),
    ],
}


@pytest.fixture(scope="module")
def node() -> Iterator[Engine]:
    with running_engine() as engine:
        yield engine


@pytest.fixture
def engine(node: Engine, tmp_path: Path, request: pytest.FixtureRequest) -> Engine:
    """Over the documents of the locale that the test names as ``tag``; of Slovene without."""
    tag = request.getfixturevalue("tag") if "tag" in request.fixturenames else "sl"
    node.open(tmp_path / "index", DOCUMENTS[tag], tag)
    return node


@pytest.mark.parametrize(
    ("tag", "query", "found", "reading"),
    [
        # Inflected, without accents, in capitals.
        ("el", "μεταφορές ονομάτων", "transfer", None),
        ("el", "μεταφορασ", "transfer", None),
        ("el", "ΑΝΤΙΓΡΑΦΑ", "backup", None),
        ("sl", "prenosom domen", "transfer", None),
        ("sl", "posti", "mail", None),
        ("ru", "переносом доменов", "transfer", None),
        ("ru", "копий", "backup", None),
        ("pl", "domenami", "transfer", None),
        ("pl", "łącza", "mail", None),
        ("pl", "laczem", "mail", None),
        # A beginning.
        ("sl", "pren", "transfer", None),
        ("ru", "раз", "transfer", None),
        # Slips of the finger: first letter, swapped, left out, two in a long word.
        ("sl", "orenos", "transfer", ("prenos", "spelling")),
        ("sl", "rpenos", "transfer", ("prenos", "spelling")),
        ("pl", "trasnfer", "transfer", ("transfer", "spelling")),
        ("ru", "резрвная", "backup", ("резервная", "spelling")),
        ("sl", "elektrnosca", "mail", ("elektronska", "spelling")),
        # Greek in Latin letters: by sound, by looks, by ISO 843, on the Latin layout.
        ("el", "metafora onomatos xorou", "transfer", ("μεταφορά ονόματος χώρου", "transliteration")),
        ("el", "metaphora onomatos chwrou", "transfer", ("μεταφορά ονόματος χώρου", "transliteration")),
        ("el", "antigrafo asfaleias", "backup", ("αντίγραφο ασφαλείας", "transliteration")),
        ("el", "kvdikow", "transfer", ("κωδικό", "transliteration")),
        # The other layout, both ways, with letters on the keys of signs.
        ("ru", "gthtyjc ljvtyf", "transfer", ("перенос домена", "layout")),
        ("ru", "hfp,kjrbhjdfy", "transfer", ("разблокирован", "layout")),
        ("ru", "фгерштащ", "transfer", ("authinfo", "layout")),
        ("ru", "[jcnbyu", "backup", ("хостинг", "layout")),
        ("el", "ηοστινγ", "mail", ("hosting", "layout")),
        ("ru", "perenos domena", "transfer", ("перенос домена", "transliteration")),
    ],
)
def test_word_is_found_however_it_is_typed(
    engine: Engine, tag: str, query: str, found: str, reading: tuple[str, str] | None
) -> None:
    answer = engine.call("query", query)
    assert [result["id"] for result in answer["results"]][:1] == [found]
    assert answer["reading"] == (reading and {"query": reading[0], "reason": reading[1]})


def test_short_words_are_not_corrected(engine: Engine) -> None:
    assert engine.ids("kxd ") == []


@pytest.mark.parametrize(
    ("query", "ids", "reason"),
    [
        ('"prenos domene"', ["a"], None),
        ("»prenosom domen«", ["a"], None),
        ("„prenosa domene“ koda", ["a"], None),
        ('"domene prenos"', ["b"], None),
        ('"prenos kopije"', ["a", "b"], "phrase"),
        ('"prenos', ["a", "b"], None),
        ("domene -plača", ["a"], None),
        ("-prenos", [], None),
        ("e-pošta", ["c"], None),
    ],
)
def test_phrases_and_excluded_words(
    node: Engine, tmp_path: Path, query: str, ids: list[str], reason: str | None
) -> None:
    documents = [
        document("a", "Prenos domene", "Koda za prenos domene."),
        document("b", "Plačilo", "Za domene prenos ni brezplačen, plača ga imetnik."),
        document("c", "E-pošta", "Nabiralnik."),
    ]
    node.open(tmp_path / "index", documents, "sl")
    answer = node.call("query", query)
    assert sorted(result["id"] for result in answer["results"]) == ids
    assert (answer["reading"] or {}).get("reason") == reason


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("550 5.1.1 User unknown", "unknown"),
        ("ERR_CONNECTION_REFUSED", "refused"),
        ("net::err_connection_refused", "refused"),
        ("connection refused", "refused"),
        ("wp-config.php", "file"),
        ("info@example.com", "address"),
        ("https://example.com/admin", "url"),
        ("2.10.3", "version"),
    ],
)
def test_codes_addresses_and_file_names_find_their_article(
    node: Engine, tmp_path: Path, query: str, found: str
) -> None:
    texts = {
        "unknown": "Sporočilo: 550 5.1.1 <naslov> User unknown.",
        "full": "Sporočilo: 552 5.2.2 Mailbox full. Naslov 5.1.2.",
        "refused": "Brskalnik pokaže ERR_CONNECTION_REFUSED.",
        "reset": "Brskalnik pokaže ERR_CONNECTION_RESET.",
        "file": "Uredite datoteko wp-config.php.",
        "other": "Datoteka config je drugje, index.php tudi.",
        "address": "Pišite na info@example.com.",
        "url": "Odprite https://example.com/admin v brskalniku.",
        "version": "Različica 2.10.3 popravlja napako, 2.10.4 je novejša.",
    }
    node.open(tmp_path / "index", [document(name, name.title(), text) for name, text in texts.items()], "sl")
    assert node.ids(query)[0] == found


TERMS = [
    document("glossary/authinfo", "Koda authinfo (EPP)", "Geslo domene.", kind="term", aliases=("koda za prenos",), definition="Geslo domene za prenos."),
    document("in", "Selitev k nam", "Vpišite authinfo, ki ga izda registrar."),
    document("out", "Selitev drugam", "EPP pošljemo imetniku."),
    document("other", "Cenik", "Cene domen."),
]  # fmt: skip


@pytest.mark.parametrize(
    "query", ["EPP", "koda authinfo", "koda za prenos", "kode za prenosom", "KODO AUTHINFO", "kaj je koda authinfo"]
)
def test_names_of_a_term_are_synonyms_and_show_its_definition(node: Engine, tmp_path: Path, query: str) -> None:
    node.open(tmp_path / "index", TERMS, "sl")
    answer = node.call("query", query)
    assert {"glossary/authinfo", "in", "out"} <= {result["id"] for result in answer["results"]}
    assert answer["definition"] == {
        "id": "glossary/authinfo",
        "url": "glossary/authinfo/",
        "title": "Koda authinfo (EPP)",
        "text": "Geslo domene za prenos.",
    }


def test_word_beside_a_term_shows_no_definition(node: Engine, tmp_path: Path) -> None:
    node.open(tmp_path / "index", TERMS, "sl")
    answer = node.call("query", "EPP cenik")
    assert answer["definition"] is None
    assert {result["id"] for result in answer["results"]} == {"glossary/authinfo", "in", "out", "other"}


def test_marks_are_utf16_pairs_around_inflected_words(node: Engine, tmp_path: Path) -> None:
    text = "🙂 Najprej se prijavite.\n" + "Drugo besedilo brez pomena. " * 20 + "Nato 🙂 zahtevajte prenos domene."
    node.open(tmp_path / "index", [document("a", "Domena 🙂 in prenosi", text)], "sl")
    [result] = node.call("query", "prenosa domen ")["results"]

    def marked(line: str, marks: list[list[int]]) -> list[str]:
        units = line.encode("utf-16-le")
        return [units[2 * start : 2 * end].decode("utf-16-le") for start, end in marks]

    assert marked(result["excerpt"], result["marks"]) == ["prenos", "domene"]
    assert marked(result["title"], result["titleMarks"]) == ["Domena", "prenosi"]
    assert result["excerpt"].startswith("… ")
    assert len(result["excerpt"]) < 260


def test_best_sections_are_named_in_their_order(node: Engine, tmp_path: Path) -> None:
    sections = (
        Section("", "", "Uvod."),
        Section("unlock", "Odklenite domeno", "Pri registrarju."),
        Section("pay", "Plačilo", "Račun."),
        Section("code", "Koda", "Kodo izda registrar za domeno, ki je odklenjena."),
    )
    node.open(tmp_path / "index", [Document("a", "Prenos", sections, url="a/")], "sl")
    [result] = node.call("query", "odkleniti domeno ")["results"]
    assert [section["id"] for section in result["sections"]] == ["unlock"]
    assert result["sections"][0]["marks"] == [[0, 9], [10, 16]]


def test_pages_of_results_join_without_gap_or_repeat(node: Engine, tmp_path: Path) -> None:
    documents = [
        document(f"d{number:02}", f"Domena {number}", "Prenos domene. " * (number % 7 + 1)) for number in range(35)
    ]
    node.open(tmp_path / "index", documents, "sl")
    whole = node.call("query", "prenos domene ", {"limit": 35})
    pages = [node.call("query", "prenos domene ", {"limit": 10, "offset": offset}) for offset in (0, 10, 20, 30)]
    joined = [result["id"] for page in pages for result in page["results"]]
    assert joined == [result["id"] for result in whole["results"]]
    assert sorted(joined) == sorted(found.id for found in documents)
    assert {page["total"] for page in pages} == {35}


def test_results_carry_what_is_shown(node: Engine, tmp_path: Path) -> None:
    foreign = document("a", "Перенос домена", "Нужен код.", locale="ru", trail=("Domene", "Prenosi"))
    node.open(tmp_path / "index", [foreign, document("b", "Kopija", "Datoteke.", keywords=("povrnitev",))], "sl")
    [result] = node.call("query", "переносом доменов ")["results"]
    assert (result["url"], result["locale"], result["trail"], result["kind"]) == (
        "a/",
        "ru",
        ["Domene", "Prenosi"],
        "article",
    )
    assert node.ids("prenosi") == ["a"]
    assert node.ids("povrnitve") == ["b"]


@pytest.mark.parametrize(
    "query",
    ["", "   ", "\t\n", "🙂🙂", "\x00\x01\x7f", "\ud83d", '"', '""', "-", "- -", "«»", "x" * 10_000, "prenos " * 2_000,
     "/" * 10_000, "a/" * 5_000, '"' * 999, "<script>alert(1)</script>", "\u202eprenos", "%", "\\", "[", "(.*)+"],
)  # fmt: skip
def test_any_query_has_an_answer(engine: Engine, query: str) -> None:
    answer = engine.call("query", query)
    assert set(answer) == {"results", "total", "reading", "definition", "nearest"}
    assert isinstance(engine.call("forms", query), list)


def test_blank_query_reads_no_file(node: Engine, tmp_path: Path) -> None:
    node.open(tmp_path / "index", DOCUMENTS["sl"], "sl")
    assert node.call("query", " \n ")["results"] == []
    assert node.call("reads") == []


def test_control_characters_separate_words(engine: Engine) -> None:
    assert engine.ids("prenos\x00domene\u200b")[:1] == ["transfer"]


@pytest.mark.parametrize("documents", [[], [document("a", "")]])
def test_index_without_words_answers(node: Engine, tmp_path: Path, documents: list[Document]) -> None:
    node.open(tmp_path / "index", documents, "sl")
    assert node.call("query", "prenos")["total"] == 0
    assert node.call("query", "pre")["nearest"] == []


def test_nearest_articles_are_offered_where_nothing_fits(engine: Engine) -> None:
    answer = engine.call("query", "prenxqzwvyk ")
    assert answer["results"] == []
    assert [result["id"] for result in answer["nearest"]] == ["transfer"]


def test_forms_are_all_that_count_as_the_words(engine: Engine) -> None:
    assert set(engine.call("forms", "domenami ")) == {"domene", "domeno"}


def test_locale_without_analysis_finds_exact_words(node: Engine, tmp_path: Path) -> None:
    node.open(tmp_path / "index", [document("a", "Verkkotunnus", "Siirto Ääni")], "fi")
    assert node.ids("aani ") == ["a"]


def paths(folder: Path, pattern: str) -> list[Path]:
    return sorted(folder.rglob(pattern))


@pytest.mark.parametrize("pattern", ["manifest.bin", "[0-9].bin", "[0-9].json"])
@pytest.mark.parametrize(("damage", "code"), [("cut", "damaged"), ("page", "damaged"), ("gone", "missing")])
def test_bad_file_is_told_and_the_next_query_tries_again(
    node: Engine, tmp_path: Path, pattern: str, damage: str, code: str
) -> None:
    node.open(tmp_path / "index", DOCUMENTS["sl"], "sl")
    whole = {path: path.read_bytes() for path in paths(tmp_path, pattern)}
    for path, content in whole.items():
        if damage == "gone":
            path.unlink()
        else:
            path.write_bytes(content[:-2] if damage == "cut" else b"<!doctype html><title>404</title>")
    with pytest.raises(Exception, match=code) as told:
        node.call("query", "prenos domene")
    assert getattr(told.value, "code", None) == code
    for path, content in whole.items():
        path.write_bytes(content)
    assert node.ids("prenos domene")[:1] == ["transfer"]


def test_index_replaced_while_a_page_is_open_is_read_anew(node: Engine, tmp_path: Path) -> None:
    node.open(tmp_path / "new", [replace(found, title=f"{found.title} 2") for found in DOCUMENTS["sl"]], "sl")
    node.open(tmp_path / "old", DOCUMENTS["sl"], "sl")
    assert node.ids("kopija") == ["backup"]
    node.call("replace", str(tmp_path / "new"))
    answer = node.call("query", "prenos domene")
    assert answer["results"][0]["title"] == "Prenos domene 2"


def test_later_letters_of_a_word_read_no_further_shard(node: Engine, tmp_path: Path) -> None:
    node.open(tmp_path / "index", DOCUMENTS["sl"], "sl")
    node.ids("pren")
    node.call("reads")
    node.ids("prenos")
    assert [path for path in node.call("reads") if path.endswith(".bin")] == []
