"""What the glossary must know of a language's sentences: what may stand inside a phrase, what changes its sense.

No tagger: kinds of words are told by their lemmas' ends, and closed classes are listed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kb.text.folding import fold

_NOTHING = re.compile(r"(?!)")


def _words(text: str) -> frozenset[str]:
    return frozenset(map(fold, text.split()))


@dataclass(frozen=True, slots=True)
class Grammar:
    """One language's; all listed words are folded."""

    verb: re.Pattern[str] = _NOTHING
    """Fits the lemmas of verbs, and forms of verbs that have another lemma."""
    moves_accents: bool = False
    """Whether forms of a word differ in their accents (αντίγραφο, αντιγράφων), or have two (ανανέωσή του)."""
    verb_form: re.Pattern[str] = _NOTHING
    """Fits forms that only verbs have, or adverbs: no noun."""
    adjective: re.Pattern[str] = _NOTHING
    """Fits the lemmas of adjectives."""
    predicate: re.Pattern[str] = _NOTHING
    """Fits forms of adjectives that only say something of what stands before: перенос завершён."""
    adjective_form: re.Pattern[str] = _NOTHING
    """Fits forms of adjectives whose lemma tells nothing."""
    inserted: re.Pattern[str] = _NOTHING
    """Fits forms of adjectives as they stand inside a phrase; a noun may end alike, but does not stand there."""
    genitive: re.Pattern[str] = _NOTHING
    """Fits forms that only adjectives in the genitive have: a noun behind one is what a thing is said to be of."""
    instrumental: re.Pattern[str] = _NOTHING
    """Fits forms that are no genitive where their lemma is feminine: клавишей, but рублей."""
    not_genitive: re.Pattern[str] = _NOTHING
    """Fits forms that no noun has in the genitive, the case of what a thing is said to be of."""
    classifier: re.Pattern[str] = _NOTHING
    """Fits the lemmas of adjectives that stand behind a noun to say which kind of thing it is."""
    determiners: frozenset[str] = frozenset()
    """Forms and lemmas: this, every, your; they may stand inside a phrase and before a complement."""
    ours: frozenset[str] = frozenset()
    """Of them, those that say that the thing is the company's."""
    verb_particles: frozenset[str] = frozenset()
    """What follows one is a verb, not the noun that is written alike: να ανανεώσεις."""
    sayings: frozenset[str] = frozenset()
    """What says that a word in quotation marks is spoken of: the word "quota"."""
    reflexive: str = ""
    """Behind a verbal noun, it says that somebody does it himself: zgłoszenie się."""
    owners: frozenset[str] = frozenset()
    """Whose a thing is does not change what it is: the panel of another firm."""
    articles: frozenset[str] = frozenset()
    """That lead a complement."""
    prepositions: frozenset[str] = frozenset()
    """And other small words: what follows one is no complement."""


_PL = Grammar(
    verb=re.compile(r"(?:[^ś]ć|[óy]c|[wjmr][ae]m|cie)$"),
    adjective=re.compile(r"[yi]$"),
    adjective_form=re.compile(r"(?:[^ou]ego|emu|ych|ymi|[nwdłt]ej)$"),
    genitive=re.compile(r"(?:[^ou]ego|ych)$"),
    not_genitive=re.compile(r"(?:owi|em|ą|ami|om|ach|ę|o)$"),
    classifier=re.compile(r"(?:ow|czn|yjn|aln|arn)y$|[sc]ki$"),
    determiners=_words(
        "państwa pana pani mój twój nasz wasz swój ten tamten każdy wszystek wszystkie kilka kilku "
        "wielu dwóch obu trzech żaden inny dany oba obu jego jej ich tej tego tym tych tę tą ta swojej swoją "
        "swojego naszej naszego każdej"
    ),
    reflexive="się",
    sayings=_words("słowo słowa słowem wyraz wyrazu"),
    owners=_words(
        "firmy spółki klienta klientów użytkownika użytkowników dostawcy operatora rejestratora hostingu państwa"
    ),
    ours=_words("nasz nasza nasze naszego naszej naszemu naszą naszym naszych"),
    prepositions=_words(
        "w we z ze na do od ode po pod przed przy przez nad o u dla bez za oraz lub albo ani ale lecz niż "
        "jako według podczas wraz zamiast oprócz mimo wskutek między wobec poza obok również także wtedy "
        "potem zwykle często zawsze nigdy jeszcze już więcej mniej bardzo dopiero prawie wcześniej później "
        "automatycznie powinien powinna powinno powinni powinny trzeba można należy warto"
    ),
)
_SL = Grammar(
    verb=re.compile(r"(?:ti|či)$"),
    inserted=re.compile(r"(?:[nv]e|[sšč]ke)$"),
    genitive=re.compile(r"ega$"),
    not_genitive=re.compile(r"(?:om|em|im|ami|mi|am|ah|jo|o)$"),
    verb_form=re.compile(r"(?:[mjšžčnrszc]ete|ate|ite|[aeiu]jo|[aei]mo|eje|[bčdlnrstv]no)$"),
    adjective=re.compile(r"(?:ski|ški|čki|čni|lni|tni|dni|vni|rni)$"),
    adjective_form=re.compile(r"(?:ega|emu|imi|ih|skem|škem|nem|čnem|enim|nim|nega|ene|ane)$"),
    determiners=_words(
        "moj tvoj naš vaš svoj ta tisti vsak ves vse nekaj več "
        "dveh treh veliko nobena isti drug oba obeh njegov njen njihov te tega tej to vaše vašega vaši vašo "
        "naše našega naši našo svoje svojega svoji svojo vsake vsako"
    ),
    sayings=_words("beseda besede besedo izraz"),
    owners=_words("podjetja družbe ponudnika stranke strank uporabnika uporabnikov registrarja gostitelja"),
    ours=_words("naš naša naše našega našemu našo naših našim našem naši našimi"),
    prepositions=_words(
        "čim v na z s k h do od iz pri po pod pred nad o ob za brez med skozi zaradi glede namesto poleg razen "
        "prek preko čez proti ali in pa ter vendar ko če ker da kot tudi še že le samo vedno nikoli običajno "
        "navadno takoj hkrati nato najpozneje najprej ni niso je so bo bodo sem smo ste se si"
    ),
)
_RU = Grammar(
    verb=re.compile(
        r"(?:(?:[аиуыо]|(?<!^с)е|(?<!^пам)я)ть|ться|ти|тись|чь|чься)$|(?:[аяеё]н|[аяеё]н[аоы]|ут|ют|ет|ит|ят|ется|ится|ются|ятся|им|ем)$"
    ),
    adjective=re.compile(r"(?:ый|ий|ой)$"),
    predicate=re.compile(r"[аеёя]н[аоы]?$"),
    genitive=re.compile(r"(?:ого|[^о]его|ых)$"),
    instrumental=re.compile(r"ей$"),
    not_genitive=re.compile(r"(?:ом|(?<!пис)ем|ой|ою|ами|ями|ам|ям|ах|ях|у|ю)$"),
    verb_form=re.compile(r"(?:[еи]тся|[уюая]тся|лся|лась|лось|лись)$"),
    determiners=_words(
        "мой твой наш ваш свой этот тот весь каждый любой некоторый несколько нескольких многих "
        "двух трех иной другой один два оба его её их вашего вашей вашу своего своей свою этого этой эту всех "
        "всего всей этих каждого"
    ),
    sayings=_words("слово слова словом словечко"),
    owners=_words(
        "давности компании фирмы провайдера хостинга хостера клиента клиентов пользователя пользователей заказчика "
        "заказчиков регистратора"
    ),
    ours=_words("наш наша наше наши нашего нашей нашему нашу нашим наших нашими нашем"),
    prepositions=_words(
        "в во на с со к ко из от до для без по под над о об обо при про через перед за между у вместо кроме "
        "ради после около вокруг среди согласно и или а но либо чтобы если когда как что где который это "
        "также ещё уже только обычно всегда никогда часто не ни сразу затем потом автоматически отдельно "
        "почти старше больше меньше раньше позже вправе обязан обязана обязаны должен должна должны готов готовы "
        "можно нельзя нужно важно"
    ),
)
_EL_ARTICLES = "του της των τού τής τών"
_EL = Grammar(
    moves_accents=True,
    verb=re.compile(r"(?:ω|ώ|μαι|ει|ουν|ούν|εί|άει|εται|ονται|είται|ούνται|άται|ετε|είτε)$"),
    inserted=re.compile(r"(?:οντος|ουσας|μένου|μένης|μένων)$"),
    genitive=re.compile(r"(?:ου|ού|ων|ών)$"),
    verb_form=re.compile(r"(?:ται|ουμε|ούμε|όμαστε)$"),
    adjective=re.compile(r"(?:ος|ός|ής|ύς|ιμος|μένος)$"),
    determiners=_words(
        f"{_EL_ARTICLES} τους μου σου του της μας σας τους αυτός αυτή αυτό αυτού αυτής αυτών "
        "κάθε όλος όλων άλλος ίδιος δικός κάποιος ενός μιας μίας πολλών δύο πρώην νέου νέας παλιού"
    ),
    sayings=_words("λέξη λέξης λέξεις"),
    owners=_words("εταιρείας παρόχου πελάτη πελατών χρήστη χρηστών γραμμής καταχωρητή"),
    ours=_words("μας"),
    verb_particles=_words("να θα δεν δε μην μη ας"),
    articles=_words(_EL_ARTICLES),
    prepositions=_words(
        "μέσα σε στο στη στην στον στους στις στα από για με προς χωρίς μετά πριν μέχρι ως έως κατά παρά αντί "
        "και ή αλλά όμως αν όταν ώστε γιατί επειδή που πως ότι να θα δεν μην ας το τα τον την τη τους τις ο η "
        "οι ένα μια είναι ήταν συνήθως πάντα ποτέ αμέσως σήμερα αύριο ήδη πλέον μόνο αυτόματα δωρεάν όπως σαν "
        "τουλάχιστον περίπου"
    ),
)
GRAMMARS: Mapping[str, Grammar] = {"pl": _PL, "sl": _SL, "ru": _RU, "el": _EL}
