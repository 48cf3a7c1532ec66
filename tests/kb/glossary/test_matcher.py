"""Finding terms: forms, phrases, what rules them out, and what decides between them."""

from __future__ import annotations

from functools import cache

import pytest

from kb.glossary.finder import SectionText
from kb.glossary.matcher import Matcher
from kb.glossary.terms import Glossary, Term

TERMS = {
    "pl": Glossary(
        "pl",
        (
            Term(
                "transfer",
                "transfer domeny",
                "Przejście domeny od jednego rejestratora do drugiego.",
                context=("rejestrator",),
                not_terms=("traffic",),
                unless=("lotnisko",),
            ),
            Term(
                "traffic",
                "transfer hostingu",
                "Ilość danych na serwerze.",
                ("transfer danych",),
                not_terms=("transfer",),
            ),
            Term("authinfo", "kod authinfo (EPP)", "Kod.", ("kod do transferu", "kod autoryzacyjny domeny")),
            Term("holder", "abonent domeny", "Osoba lub firma."),
            Term("panel", "panel klienta", "Strona po zalogowaniu.", ("panel",), context=("zakładka",)),
            Term("ticket", "zgłoszenie", "Sprawa na piśmie.", ("ticket",)),
            Term("nameserver", "serwer nazw", "Serwer.", ("serwer DNS",)),
        ),
        field=("domena", "serwer", "konsultant"),
    ),
    "ru": Glossary(
        "ru",
        (
            Term("nameserver", "DNS-сервер", "Сервер.", ("NS-сервер",)),
            Term("email", "административный e-mail", "Адрес."),
            Term("transfer", "перенос домена", "Переход домена.", sometimes=("перенос",), context=("домен",)),
        ),
        field=("домен",),
    ),
    "el": Glossary(
        "el",
        (
            Term("assignment", "αλλαγή κατόχου", "Νέος κάτοχος του domain."),
            Term("authinfo", "κωδικός authinfo (EPP)", "Κωδικός."),
            Term("disk", "χώρος δίσκου", "Χώρος."),
            Term("renewal", "ανανέωση", "Παράταση."),
        ),
        field=("domain",),
    ),
    "sl": Glossary(
        "sl",
        (Term("transfer", "prenos domene", "Prenos."), Term("email", "skrbniški e-naslov", "Naslov.")),
        field=("domena",),
    ),
}


@cache
def matcher(tag: str) -> Matcher:
    return Matcher(TERMS[tag])


def named(tag: str, text: str, heading: str = "") -> list[tuple[str, str]]:
    """(words, term), a doubtful one with all its candidates."""
    found = matcher(tag).occurrences([SectionText([text], heading)])
    return [(text[each.start : each.end], " | ".join(each.terms)) for each in found]


CASES = [
    ("transfer {}", "nominative"),
    ("transferu {}", "genitive"),
    ("transferowi {}", "dative"),
    ("transferem {}", "instrumental"),
    ("transferze {}", "locative"),
    ("transfery {}", "plural"),
    ("transferów {}", "genitive plural"),
]


@pytest.mark.parametrize(("words", "case"), CASES, ids=[case for _, case in CASES])
def test_transfer_of_a_domain_and_of_data_are_different_terms_in_every_case(words: str, case: str) -> None:
    domain, hosting = words.format("domeny"), words.format("hostingu")
    assert named("pl", f"Piszemy: {domain}.") == [(domain, "transfer")]
    assert named("pl", f"Piszemy: {hosting}.") == [(hosting, "traffic")]


@pytest.mark.parametrize(
    ("tag", "text", "words", "term"),
    [
        ("pl", "Bez kodu authinfo ani rusz.", "kodu authinfo", "authinfo"),
        ("pl", "Wpisz KODU AUTHINFO (EPP) tutaj.", "KODU AUTHINFO (EPP)", "authinfo"),
        ("pl", "Adresy serwerow nazw w polu.", "serwerow nazw", "nameserver"),
        ("pl", "Zmiana serwerów DNS trwa.", "serwerów DNS", "nameserver"),
        ("ru", "Два NS-сервера в поле.", "NS-сервера", "nameserver"),
        ("ru", "Два NS сервера в поле.", "NS сервера", "nameserver"),
        ("ru", "На административный email пришло.", "административный email", "email"),
        ("ru", "Без переноса домена.", "переноса домена", "transfer"),
        ("el", "ΑΛΛΑΓΗ ΚΑΤΟΧΟΥ γίνεται.", "ΑΛΛΑΓΗ ΚΑΤΟΧΟΥ", "assignment"),
        ("el", "Χωρις κωδικου authinfo.", "κωδικου authinfo", "authinfo"),
        ("sl", "Po prenosu domene je mir.", "prenosu domene", "transfer"),
        ("sl", "Na skrbniškem e-naslovu.", "skrbniškem e-naslovu", "email"),
    ],
)
def test_any_form_and_spelling_is_found(tag: str, text: str, words: str, term: str) -> None:
    assert named(tag, text) == [(words, term)]


@pytest.mark.parametrize(
    ("tag", "text", "words"),
    [
        ("pl", "Piszemy transfer Państwa domeny.", "transfer Państwa domeny"),
        ("pl", "Piszemy transfer wygasłej domeny.", "transfer wygasłej domeny"),
        ("ru", "Пока перенос этого домена идет.", "перенос этого домена"),
        ("el", "Ο χώρος του δίσκου αρκεί.", "χώρος του δίσκου"),
        ("sl", "Za prenos vaše domene.", "prenos vaše domene"),
    ],
)
def test_words_that_a_language_puts_inside_belong_to_the_phrase(tag: str, text: str, words: str) -> None:
    assert [found for found, _ in named(tag, text)] == [words]


def test_the_longest_name_wins() -> None:
    assert named("pl", "Podaj kod do transferu domeny.") == [("kod do transferu", "authinfo")]


@pytest.mark.parametrize(
    "text",
    [
        "Proszę wybrać serwer. Nazw nie trzeba.",
        "Oto serwer, nazw nie ma.",
        "Adres serwer.nazw.example nie działa.",
        "Awarię domeny proszę zgłosić.",
        "Wtyczka Event Ticket domeny.",
        "HTTP-panel domeny.",
        "Panele fotowoltaiczne konsultanta.",
        "Panel dyskusyjny o domenach.",
        "Zgłoszenie szkody konsultantowi.",
    ],
)
def test_look_alikes_are_no_terms(text: str) -> None:
    assert named("pl", text) == []


def test_a_name_of_one_word_needs_the_field_beside_it() -> None:
    assert named("pl", "Otwórz panel i poczekaj.") == []
    assert named("pl", "Otwórz panel i zakładkę.") == [("panel", "panel")]
    assert named("pl", "Otwórz panel i poczekaj.", "Konsultant pomoże") == [("panel", "panel")]


def test_a_name_said_of_something_else_is_another_thing() -> None:
    assert named("el", "Η αλλαγή κατόχου του αυτοκινήτου.") == []
    assert named("el", "Η αλλαγή κατόχου ιστότοπου σε domain.") == []
    assert named("el", "Η αλλαγή κατόχου του domain.") == [("αλλαγή κατόχου", "assignment")]
    assert named("ru", "Перенос вебинара на четверг.", "Перенос домена") == []


@pytest.mark.parametrize(
    ("heading", "term"),
    [
        ("", "transfer | traffic"),
        ("Transfer domeny", "transfer"),
        ("Transfer hostingu", "traffic"),
        ("Ilość danych na serwerze", "traffic"),
        ("Jak wybrać rejestratora domeny", "transfer"),
    ],
)
def test_a_bare_word_is_decided_by_its_section_or_not_at_all(heading: str, term: str) -> None:
    assert named("pl", "Ile trwa transfer?", heading) == [("transfer", term)]


def test_a_heading_that_says_it_of_something_else_decides_too() -> None:
    assert named("pl", "Ile trwa transfer?", "Transfer plików na serwerze") == []


def test_a_word_beside_which_it_means_something_else_rules_a_term_out() -> None:
    assert named("pl", "Ile kosztuje transfer z lotniska?", "Transfer domeny") == [("transfer", "traffic")]


def test_a_word_in_quotation_marks_is_spoken_of_not_used() -> None:
    assert named("pl", "Słowo „transfer” bywa mylące.", "Transfer domeny") == []


@pytest.mark.parametrize(
    ("tag", "verb", "noun"),
    [
        ("el", "Πρέπει να ανανεώσεις το domain.", "Οι ανανεώσεις του domain έγιναν."),
        ("pl", "Zgłoszenie się pracownika w sprawie domeny.", "Zgłoszenie się przedłuża, mówi konsultant."),
    ],
)
def test_a_form_that_verb_and_noun_share_is_told_by_the_word_beside_it(tag: str, verb: str, noun: str) -> None:
    assert named(tag, verb) == []
    assert len(named(tag, noun)) == 1


def test_what_stands_in_quotation_marks_is_a_name_unless_the_sentence_says_that_it_is_a_word() -> None:
    assert named("pl", "Słowo „panel” zna konsultant.") == []
    assert named("pl", "Kliknij „panel” u konsultanta.") == [("panel", "panel")]


@pytest.mark.parametrize(
    ("tag", "whose", "other"),
    [
        ("el", "Η αλλαγή κατόχου της εταιρείας έγινε.", "Η αλλαγή κατόχου της πολυκατοικίας έγινε."),
        ("pl", "Panel firmy ma zakładkę.", "Panel kuchni ma zakładkę."),
    ],
)
def test_whose_it_is_does_not_make_it_another_thing(tag: str, whose: str, other: str) -> None:
    assert len(named(tag, whose)) == 1
    assert named(tag, other) == []


def test_an_abbreviation_says_what_it_is_whatever_follows() -> None:
    assert named("ru", "NS-серверы города работают.") == [("NS-серверы", "nameserver")]


def test_another_term_in_the_sentence_supports_a_name_of_one_word() -> None:
    assert named("pl", "Panel czeka.") == []
    assert named("pl", "Panel i abonent czekają.") == []
    assert named("pl", "Panel i zgłoszenie czekają.") == [("Panel", "panel"), ("zgłoszenie", "ticket")]


def test_a_sentence_weighs_more_than_its_paragraph() -> None:
    text = "Rejestrator domeny wykonuje transfer. Dane na serwerze hostingu zostają."
    assert ("transfer", "transfer") in named("pl", text)


def test_an_unknown_language_matches_forms_as_they_are() -> None:
    plain = Matcher(Glossary("de", (Term("transfer", "Domain-Transfer", "Umzug."),)))
    found = plain.occurrences([SectionText(["Der Domain-Transfer dauert."])])
    assert [each.terms for each in found] == [("transfer",)]


def test_finding_keeps_nothing_of_a_text() -> None:
    """The same section gives the same, whatever was read before."""
    first = named("pl", "Ile trwa transfer?", "Transfer domeny")
    named("pl", "Ile trwa transfer?", "Transfer hostingu")
    assert named("pl", "Ile trwa transfer?", "Transfer domeny") == first
