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

_LOAN_ENDINGS = {
    "a": "a e i o am ama ami ah",
    "i": "i ega emu im em a e o ih imi ima",
    "en": "en na no ne ni nega nemu nem nim nih nimi nima",
    "tev": "tev tve tvi tvijo tvah tvam tvami tvama",
    "r": "r rja rju rjem rji rje rjev rjih rjem rjema ra ru rom ri re rov rih",
    "": "a u om em i e ov ev ih oma ema",
}

LANGUAGE = Language(
    "sl", ending_stripper(_ENDINGS.split(), keep=3), frozenset(_COMMON.split()), loan_endings=_LOAN_ENDINGS
)
