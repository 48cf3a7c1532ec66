"""Polish. Snowball's Polish stemmer joins twice as many unlike words at the same recall (measured on UD_Polish-PUD)."""

from kb.text.languages.language import Language, ending_stripper

_ENDINGS = "a e i o u y ą ę ć anie enie"

_COMMON = """
a aby albo ale bez by być był była było będzie będę chcę co czemu czy dla dlaczego do dokąd gdy gdzie i ile
jak jaka jaki jakie jakiego jakiej jakim jest jeszcze jeśli jeżeli już kiedy kogo komu kto która które którego
który lub ma macie mają mam mamy mi między mnie mną mogę moi moim moja moje mojego mojej moją może można musi
muszę mój na nad nam nas nasz nie o od oraz po pod przed przez przy robić siebie się skąd swoja swoje swojego
swojej swój są ta tak tam te tego tej ten teraz też to trzeba tu tutaj tych tylko tym u w wam was wasz we z za
ze zrobić że żeby znaczy oznacza takiego
"""

_LOAN_ENDINGS = {
    "nie": "nie nia niu niem ń niom niami niach",
    "cie": "cie cia ciu ciem ć ciom ciami ciach",
    "a": "a y i ę ą e ie o om ami ach",
    "ow": "ow owi ów",
    "": "u a owi em ie ze y i e ów om ami ach",
}

LANGUAGE = Language(
    "pl", ending_stripper(_ENDINGS.split(), keep=3), frozenset(_COMMON.split()), ("nie", "cie"), _LOAN_ENDINGS
)
