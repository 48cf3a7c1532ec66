"""Slovene, which Snowball lacks: endings of nouns, adjectives and verbs in their dictionary forms."""

from kb.text.languages.language import Language, ending_stripper

_ENDINGS = """
ega emu imi ima ih im em om ov ev ami ama am ah eh oma jo ja je ji ju a e i o u
"""

_COMMON = """
a ali ampak bi bil bila bilo biti bo bodo bom bomo brez da do ga h hočem in iz jaz je jih jo k kaj kako kakšen
kakšna kakšno kam kar katera katere kateri katero kdaj kdo ker ki kje koliko lahko me med mi moj moja moje
moji mojo mora moram morate mu na nad naj nam naredi naredim naredite nas naš naša naše ne ni nisem niso o ob
od pa po pod potem pri s samo se sem si skozi smo so sta ste sva svoj svoja svoje svojega svojo ta tam tega
tej tem ter ti tisti to treba tu tudi tukaj v vam vas vaš vaša vaše vi z za zakaj zdaj če čez čigav še že
želim pomeni pomenijo
"""

_PARADIGMS = {
    "ti": "ti",
    "ija": "ija ije iji ijo ij ijam ijama ijami ijah",
    "ka": "ka ke ki ko k kam kama kami kah",
    "ska": "ska ske ski sko skega skemu skem skim skih skima skimi",
    "na": "na ne ni no n nega nemu nem nim nih nima nimi nam nama nami nah",
    "a": "a e i o - am ama ami ah",
    "nje": "nje nja nju njem nji nj njema njih",
    "je": "je ja ju jem ji ij jev jema jih",
    "e": "e a u em i - ema ih",
    "o": "o a u om i - oma ih",
    "ost": "ost osti ostjo ostma ostih ostem ostmi",
    "ek": "ek ka ku kom ki ke kov koma kih",
    "ec": "ec ca cu cem ci ce cev cema cih",
    "i": "i ega emu im em a e o ih imi ima",
    "en": "en na no ne ni nega nemu nem nim nih nimi nima",
    "tev": "tev tve tvi tvijo tvah tvam tvami tvama",
    "r": "r rja rju rjem rji rje rjev rjih rjem rjema ra ru rom ri re rov rih roma",
    "": "- a u om em i e ov ev ih oma ema",
}

LANGUAGE = Language("sl", ending_stripper(_ENDINGS.split(), keep=3), frozenset(_COMMON.split()), paradigms=_PARADIGMS)
