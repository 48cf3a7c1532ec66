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

_PARADIGMS = {
    "nie": "nie nia niu niem ń niom niami niach",
    "cie": "cie cia ciu ciem ć ciom ciami ciach",
    "ość": "ość ości ością ościom ościami ościach",
    "ć": "ć",
    "ia": "ia ii i ię ią io ie iom iami iach",
    "ja": "ja ji i ję ją jo je jom jami jach",
    "ka": "ka ki ce kę ką ko ek kom kami kach",
    "ga": "ga gi dze gę gą go g gom gami gach",
    "ta": "ta ty cie tę tą to t tom tami tach",
    "da": "da dy dzie dę dą do d dom dami dach",
    "ra": "ra ry rze rę rą ro r rom rami rach",
    "a": "a y i ę ą e ie o - om ami ach",
    "o": "o a u em ie - om ami ach",
    "e": "e a u em - om ami ach",
    "ki": "ki ka kie kiego kiej kiemu ką kim kich kimi cy",
    "gi": "gi ga gie giego giej giemu gą gim gich gimi dzy",
    "i": "i ia ie iego iej iemu ią im ich imi",
    "y": "y a e ego ej emu ą ym ych ymi i",
    "ec": "ec ca cowi cem cu ce cy ców com cami cach",
    "ek": "ek ka kowi kiem ku ki ków kom kami kach",
    "k": "k ka ku kowi kiem ki ków kom kami kach",
    "g": "g ga gu gowi giem gi gów gom gami gach",
    "t": "t ta tu towi tem cie ty ci tów tom tami tach",
    "d": "d da du dowi dem dzie dy dzi dów dom dami dach",
    "r": "r ra ru rowi rem rze ry rzy rów rom rami rach",
    "ł": "ł ła łu łowi łem le ły łów łom łami łach",
    "ow": "ow owi ów",
    "": "- u a owi em ie ze y i e ów om ami ach",
}

LANGUAGE = Language(
    "pl", ending_stripper(_ENDINGS.split(), keep=3), frozenset(_COMMON.split()), ("nie", "cie"), _PARADIGMS
)
