"""Russian."""

import snowballstemmer

from kb.text.languages.language import Language, ending_stripper

_SNOWBALL = snowballstemmer.stemmer("russian").stemWord
# Short participles (расположен, включён) keep a suffix that their verbs have not.
_PARTICIPLE = ending_stripper(("ен", "ён"), keep=6)
_VOWEL = ending_stripper("аяоёеыиуюьй", keep=3)


def _stem(word: str) -> str:
    stem = _PARTICIPLE(_SNOWBALL(word))
    # Snowball takes the -ен of домен for a verb's ending and would join it with дом.
    return stem if len(stem) >= 4 or len(word) <= 4 else _VOWEL(word)


_COMMON = """
а без будет буду бы был была были было быть в вам вас ваш ваша ваше вашего ваши во вы где да делать для до его
ее ей если есть еще же за зачем здесь и из или им их к как какая какие каким какое какой ко когда которая
которое который кто куда ли между меня мне мной могу мое моего моей моему может можете можно мои моих мой моя
мы на над надо нам нас не нет ни но нужен нужна нужно о об обо он она они оно от откуда по под почему при с
свое своего своей свои свой своя сделать сколько со та так там те теперь то того только тот тут у уже хочется
хочу чей через что чтобы эта эти это этого этот я значит означает такое такой
"""

_ADJECTIVE = "ый ая ое ые ого ой ому ую ым ых ыми ом"
_LOAN_ENDINGS = {
    "ый": _ADJECTIVE,
    "ая": _ADJECTIVE,
    "ое": _ADJECTIVE,
    "ие": "ие ия ию ием ии ий иям иями иях",
    "а": "а ы и е у ой ам ами ах",
    "о": "о",
    "": "а у ом ем е ы и ов ей ам ами ах",
}

LANGUAGE = Language("ru", _stem, frozenset(_COMMON.split()), loan_endings=_LOAN_ENDINGS)
