"""A small site as the build would write it: two locales, one form with a branch, a group and files."""

from __future__ import annotations

import json
from pathlib import Path

from kb.forms.public import public
from kb.forms.reading import read_forms
from kb.intake.reply_template import reply_template
from kb.locales import parse_locales
from kb.messages import load_messages

FORM = """form: ticket
version: {version}
steps:
  - id: all
    block: description
    fields:
      - {{id: number, block: identification, type: text, pattern: ticket-number, max: 40, detect: false}}
      - {{id: department, type: choice, options: [domains, email, complaints], required: true}}
      - {{id: critical, type: choice, options: ["no", "yes"]}}
      - {{id: change, type: choice, options: [holder, other], when: {{department: domains}}}}
      - {{id: topic, type: choice, options: [sending, receiving], required: true, when: {{department: email}}}}
      - {{id: email, block: identification, type: email, max: 254, required: true}}
      - {{id: login, block: identification, type: text, max: 100, one_of: identification}}
      - {{id: domain, block: identification, type: text, max: 253, pattern: domain, one_of: identification}}
      - {{id: subject, type: text, max: 150, required: true}}
      - {{id: description, type: textarea, min: 5, max: 5000, required: true}}
      - {{id: files, type: files, max_files: 3, max_mb: 1, max_total_mb: 2, accept: [png, txt, zip]}}
      - {{id: plan, type: choice, options: [free, paid]}}
  - id: authorisation
    block: description
    when: {{change: holder}}
    fields:
      - {{id: authorisation, type: choice, options: [panel, email]}}
compose:
  subject: ["{{department}}:", "{{subject}}"]
  blocks:
    - {{id: identification}}
    - {{id: description}}
"""
TEXTS = """title: {title}
steps: {{all: {{title: {title}}}, authorisation: {{title: Pooblastilo}}}}
groups: {{identification: {{label: Kdo ste, error: Vpišite vsaj nekaj}}}}
fields:
  number: {{label: Številka zahtevka}}
  department: {{label: Oddelek, options: {{domains: Domene, email: E-pošta, complaints: Pritožbe}}}}
  critical: {{label: Nujno, options: {{"no": Ne, "yes": Da}}}}
  change: {{label: Sprememba, options: {{holder: Nosilec, other: Drugo}}}}
  plan: {{label: Paket, options: {{free: Brezplačni, paid: Plačljivi}}}}
  authorisation: {{label: Pooblastilo, options: {{panel: Stran, email: E-pošta}}}}
  topic: {{label: Težava, options: {{sending: Pošiljanje, receiving: Prejemanje}}}}
  email: {{label: E-naslov}}
  login: {{label: Uporabniško ime}}
  domain: {{label: Domena}}
  subject: {{label: Zadeva}}
  description: {{label: Opis}}
  files: {{label: Datoteke}}
blocks: {{identification: Identifikacija, description: Opis}}
"""
TITLES = {"sl": "Zahtevek", "pl": "Zgłoszenie"}
COMPANY = {"name": "Halovane", "phone.number": "+44 20 7946 0123", "email.support": "support@example.com"}
ANSWERS: dict[str, object] = {
    "form": "ticket",
    "locale": "sl",
    "department": "domains",
    "email": "ana@example.com",
    "login": "ana",
    "subject": "Prenos domene",
    "description": "Domena primer.si se ne prenese.",
}


def write_site(folder: Path, *, version: int = 1) -> Path:
    """Write sources and what a build makes of them; the site's folder."""
    for name, text in {
        "docs/forms/ticket.yml": FORM.format(version=version),
        **{f"docs/{tag}/forms/ticket.yml": TEXTS.format(title=title) for tag, title in TITLES.items()},
        "site/index.html": "<html><body>Izbira</body></html>",
        "site/404.html": "<html><body>Ni strani</body></html>",
        "site/pl/404.html": "<html><body>Nie ma strony</body></html>",
        "site/sl/index.html": "<html><body>Domov</body></html>",
        "site/sl/domene/index.html": "<html><body>Domene</body></html>",
        "site/sl/domene.md": "# Domene\n",
        "site/assets/a.js": "export {};\n",
        "site/.skrito": "secret",
        "site/forms/shell.sl.html": '<html lang="sl"><title><!--kb:title--> – Pomoč</title><main><!--kb:content--></main>',
        "site/forms/index.json": json.dumps(
            {
                "site_url": "https://help.example.com/",
                "locales": list(TITLES),
                "feedback": True,
                "searches": True,
                "pages": {"sl": {"home": "/sl/", "ticket": "/sl/ticket/"}},
                "company": {"sl": COMPANY},
            }
        ),
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    write_forms(folder)
    return folder / "site"


def write_forms(folder: Path) -> None:
    """Write the forms as JSON, as the build does."""
    locales = parse_locales(TITLES)
    messages = {locale.tag: load_messages(locale) for locale in locales}
    forms, problems = read_forms(folder / "docs", locales, root=folder, company=None, messages=messages)
    if faults := [str(problem) for problem in problems if not problem.is_warning]:
        raise AssertionError(faults)
    for locale in locales:
        template = reply_template(messages[locale.tag], COMPANY)
        path = folder / f"site/forms/reply.{locale.tag}.json"
        path.write_text(json.dumps(template, ensure_ascii=False), encoding="utf-8")
    for (form, tag), texts in forms.texts.items():
        found = public(forms.forms[form], texts, links={})
        path = folder / "site/forms" / f"{form}.{tag}.json"
        path.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
