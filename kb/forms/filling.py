"""Words of a form made whole: missing ones from another locale, placeholders of the company filled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kb.company import PLACEHOLDER, Company, LocalCompany
from kb.forms.form import Field, Form
from kb.forms.interface import interface
from kb.forms.text_keys import LocaleTexts, TextKey, Words, wanted_texts
from kb.forms.texts import FieldText, GroupText, OptionText, StepText, Texts
from kb.locales import Locale
from kb.messages import Messages
from kb.problems import Problem

_UNKNOWN = "Write one of the keys of company.yml, such as {{ company.phone.number }}"


def locale_texts(
    form: Form,
    read: Mapping[str, LocaleTexts],
    locales: Sequence[Locale],
    *,
    company: Company | None,
    messages: Mapping[str, Messages],
) -> tuple[dict[str, Texts], list[Problem]]:
    """Tag → all words of a form, and the placeholders that cannot be filled.

    A text that a locale lacks is taken from the source's locale, else from the first other one that has it, else it is
    the id.
    """
    filled: dict[str, dict[TextKey, Words]] = {}
    problems: list[Problem] = []
    for tag, found in read.items():
        local = company.in_locale(messages[tag]) if company else None
        filled[tag], faults = _filled(found, local)
        problems += faults
    order = [locale.tag for locale in locales if locale.tag in read]
    order.sort(key=lambda tag: read[tag].is_translation)
    keys = wanted_texts(form)
    texts = {}
    for locale in locales:
        chain = {tag: filled[tag] for tag in dict.fromkeys([locale.tag, *order]) if tag in filled}
        words = _Words(locale.tag, keys, chain)
        texts[locale.tag] = _Builder(form, words).texts(interface(messages[locale.tag]))
    return texts, problems


class _Words:
    """Each text from the first locale that has it; what need not be there comes with the text that it belongs to."""

    def __init__(self, tag: str, keys: Mapping[TextKey, bool], chain: Mapping[str, Mapping[TextKey, Words]]) -> None:
        self.tag = tag
        self.chosen: dict[TextKey, Words] = {}
        self._owners: dict[TextKey, str] = {}
        for key, is_required in keys.items():
            wanted = key if is_required else _head(keys, key)
            owner = next((tag for tag, part in chain.items() if wanted in part), "")
            if owner and key in chain[owner]:
                self.chosen[key] = chain[owner][key]
                self._owners[key] = owner

    def text(self, *key: str, default: str = "") -> str:
        """A text, or what stands for it where no locale has it."""
        return str(self.chosen.get(key, default))

    def lang(self, *keys: TextKey) -> str:
        """The locale that the first of these texts comes from; empty where it is the form's own."""
        owner = next((self._owners[key] for key in keys if key in self._owners), self.tag)
        return "" if owner == self.tag else owner


def _head(keys: Mapping[TextKey, bool], key: TextKey) -> TextKey:
    """The text that must be there to which another one belongs: a hint's label, a note's text."""
    heads = [(*key[:end], name) for end in (-1, -2) for name in ("label", "text", "title")]
    return next((head for head in heads if keys.get(head)), key)


def _filled(found: LocaleTexts, company: LocalCompany | None) -> tuple[dict[TextKey, Words], list[Problem]]:
    words: dict[TextKey, Words] = {}
    problems = []
    for key, value in found.words.items():
        words[key] = value
        if isinstance(value, tuple) or "{{" not in value:
            continue
        unknown = [(0, name[0]) for name in PLACEHOLDER.findall(value)]
        if company:
            words[key], unknown = company.fill(value)
        for _, name in unknown:
            problems.append(found.document.problem(key, f"the company's profile has no '{name}'", _UNKNOWN))
    return words, problems


class _Builder:
    """Puts the words of one locale into their places."""

    def __init__(self, form: Form, words: _Words) -> None:
        self._form = form
        self._words = words
        self._text = words.text

    def texts(self, messages: Mapping[str, str]) -> Texts:
        form, text = self._form, self._text
        lists = {key[1]: value for key, value in self._words.chosen.items() if key[0] == "words"}
        return Texts(
            self._words.tag,
            text("title", default=form.id),
            text("lead"),
            {step.id: self._step(step.id) for step in form.steps},
            {name: self._group(name) for name in form.groups},
            {asked.id: self._field(asked) for asked in form.fields},
            {block.id: text("blocks", block.id, default=block.id) for block in form.blocks},
            {rule.id: text("coach", rule.id, default=rule.id) for rule in form.coach},
            {name: (value,) if isinstance(value, str) else value for name, value in lists.items()},
            {name: text("conditions", name) for name, _ in form.conditions},
            messages,
        )

    def _step(self, name: str) -> StepText:
        key = ("steps", name)
        title = self._text(*key, "title", default=name)
        return StepText(title, self._text(*key, "hint"), self._words.lang((*key, "title")))

    def _group(self, name: str) -> GroupText:
        key = ("groups", name)
        label = self._text(*key, "label", default=name)
        lang = self._words.lang((*key, "label"))
        return GroupText(label, self._text(*key, "hint"), self._text(*key, "error"), lang)

    def _field(self, asked: Field) -> FieldText:
        key = ("fields", asked.id)
        options = {}
        if asked.type in ("choice", "choices"):
            for option in asked.options:
                place = (*key, "options", option.id)
                label = self._text(*place, "label", default=option.id)
                options[option.id] = OptionText(label, self._text(*place, "hint"), self._words.lang((*place, "label")))
        errors = {k[3]: str(text) for k, text in self._words.chosen.items() if k[:3] == (*key, "errors")}
        return FieldText(
            self._text(*key, "label", default="" if asked.type == "note" else asked.id),
            self._text(*key, "hint"),
            self._text(*key, "text"),
            errors,
            options,
            self._words.lang((*key, "label"), (*key, "text")),
            self._text(*key, "short"),
        )
