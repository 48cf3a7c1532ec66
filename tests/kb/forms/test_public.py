"""What page and intake read is the whole form."""

from __future__ import annotations

import json

import pytest

from kb.forms.compose import composed
from kb.forms.markup import markup
from kb.forms.public import public
from kb.forms.published import read_public
from tests.kb.forms.test_validation import TICKET
from tests.kb.forms.world import every_kind, links_of, real_forms


@pytest.mark.parametrize("form_id", ["ticket", "contact"])
@pytest.mark.parametrize("tag", ["el", "sl", "ru", "pl"])
def test_published_form_is_read_back_as_it_was(form_id: str, tag: str) -> None:
    forms = real_forms()
    form, texts, working = forms.forms[form_id], forms.texts[form_id, tag], forms.working_texts(form_id)
    links = links_of(form, texts)
    written = public(form, texts, links=links, working=working)
    read = read_public(json.loads(json.dumps(written)))
    assert read.form == form
    assert read.links == links
    assert public(read.form, read.texts, links=read.links, working=read.working) == written
    assert markup(read.form, read.texts, action="/", links=links) == markup(form, texts, action="/", links=links)
    text = composed(form, texts, TICKET, working=working)
    assert composed(read.form, read.texts, TICKET, working=read.working) == text


def test_every_kind_of_field_is_read_back() -> None:
    form, texts = every_kind()
    read = read_public(public(form, texts, links={}))
    assert read.form == form
    assert read.working is None


def test_json_holds_no_structure_of_python() -> None:
    form, texts = every_kind()
    assert json.loads(json.dumps(public(form, texts, links={}))) == public(form, texts, links={})


def test_what_is_as_usual_is_left_out() -> None:
    form, texts = every_kind()
    line = public(form, texts, links={})["steps"][1]["fields"][0]
    assert set(line) == {"id", "type", "label", "when", "required", "min", "max"}
