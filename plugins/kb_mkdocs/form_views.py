"""What the templates see of a form: its HTML, where its JSON is, where it is sent."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from markupsafe import Markup

from kb.company import LocalCompany
from kb.forms.links import Link, paragraphs_html, references
from kb.forms.markup import markup
from kb.forms.public import public
from kb.forms.reading import Forms
from kb.intake import HONEYPOT
from kb.intake.insights.reasons import REASONS
from kb.intake.words import words
from kb_mkdocs.intake_links import FEEDBACK, intake_address, reaching
from kb_mkdocs.linking import relative
from kb_mkdocs.pageviews import PageViews
from kb_mkdocs.views import FeedbackView, FormView, Kind, PageView

FORM_OF_KIND: Mapping[Kind, str] = {"ticket": "ticket", "contact": "contact"}
"""Kind of a page → id of the form that stands on it."""
_ASKED = frozenset(("article", "term"))
"""Kinds of pages that ask whether they helped."""
_TICKETS = "v1/tickets"
_IN_OTHER_FORMS = (("reply.automatic", "within"), ("reply.answer", "within"), ("phone.number", "dial"))
_WAYS = {
    "phone": "phone.number",
    "dial": "phone.number|dial",
    "hours": "phone.hours",
    "email": "email.support",
    "within": "reply.automatic|within",
}


class FormViews:
    """Makes the view of a form for any page; reads what it was given and keeps nothing of a page."""

    def __init__(
        self, views: PageViews, forms: Forms, *, intake_url: str, stylesheet: str, hears: Mapping[str, bool]
    ) -> None:
        """Take what all pages share.

        Args:
            views: the page views of the build.
            forms: the site's forms.
            intake_url: address of the intake with a slash at its end; empty for the site's own root.
            stylesheet: that of the forms, relative to the site's root.
            hears: which of ``feedback`` and ``searches`` the intake is to count.
        """
        self.views = views
        self.forms = forms
        self.intake_url = intake_url
        self.stylesheet = stylesheet
        self.hears = hears
        self.root = urlsplit(views.site.settings.site_url).path or "/"

    def complete(self, view: PageView) -> PageView:
        """A page's view with all that leads to the intake: its form, or the question whether it helped."""
        if view.kind in FORM_OF_KIND:
            return self.with_form(view)
        return self.with_feedback(view) if view.kind in _ASKED and self.hears["feedback"] else view

    def with_feedback(self, view: PageView) -> PageView:
        """A page's view with the question whether it helped."""
        said = words(self.views.messages(view.locale.tag))
        here = self.views.urls[view.locale.tag, view.id]
        feedback = FeedbackView(
            intake_address(self.intake_url, FEEDBACK, here),
            thanks=said["feedback.thanks"],
            missing=said["feedback.missing"],
            reasons={reason: said[f"feedback.{reason}"] for reason in REASONS},
        )
        return replace(view, feedback=feedback, content_security_policy=self.policy(view.content_security_policy))

    def with_form(self, view: PageView) -> PageView:
        """A page's view with its form; the same where the site has no such form."""
        form_id = FORM_OF_KIND[view.kind]
        if form_id not in self.forms.forms:
            return view
        here = self.views.urls[view.locale.tag, view.id]
        return replace(
            view,
            form=self._form(form_id, view.locale.tag, here),
            stylesheets=(*view.stylesheets, relative(self.stylesheet, here)),
            content_security_policy=self.policy(view.content_security_policy),
        )

    def policy(self, policy: str) -> str:
        """A Content-Security-Policy that lets forms and scripts reach the intake."""
        return reaching(policy, self.intake_url, self.views.site.settings.site_url)

    def json(self, form_id: str, tag: str) -> str:
        """A form with its words, as page and intake read it; links are absolute from the site's root."""
        form, texts = self.forms.forms[form_id], self.forms.texts[form_id, tag]
        links = self._links(form_id, tag, self.root)
        document = public(form, texts, links=links, working=self.forms.working_texts(form_id))
        return json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"

    def _form(self, form_id: str, tag: str, here: str) -> FormView:
        form, texts = self.forms.forms[form_id], self.forms.texts[form_id, tag]
        links = self._links(form_id, tag, here)
        action = intake_address(self.intake_url, _TICKETS, here)
        # A page and its script must read the same words: the digest passes by a copy that a browser kept.
        digest = hashlib.blake2b(self.json(form_id, tag).encode(), digest_size=4).hexdigest()
        return FormView(
            form_id,
            texts.title,
            Markup(paragraphs_html(texts.lead, links)),  # noqa: S704 - escaped by kb.forms
            Markup(markup(form, texts, action=action, links=links, trap=HONEYPOT)),  # noqa: S704
            definition=f"{relative(f'forms/{form_id}.{tag}.json', here)}?{digest}",
            ways=_ways(self.profile(tag)),
        )

    def profile(self, tag: str) -> dict[str, str]:
        """The profile's texts in a locale, by dotted key; ``phone.number|dial`` is a text in another form."""
        company = self.views.linker.company(tag)
        if company is None:
            return {}
        texts = {key: company.get(key) for key in company.company.keys(self.views.site.settings.locales)}
        texts |= {f"{key}|{form}": _in_form(company, key, form) for key, form in _IN_OTHER_FORMS}
        return {key: text for key, text in texts.items() if text}

    def _links(self, form_id: str, tag: str, here: str) -> dict[str, Link]:
        """The articles to which a form leads; one that does not exist is told by ``kb.check``."""
        form, texts, linker = self.forms.forms[form_id], self.forms.texts[form_id, tag], self.views.linker
        found: dict[str, Link] = {}
        for reference in references(form, texts):
            article_id, _, anchor = reference.partition("#")
            if link := linker.optional(tag, article_id, here):
                found[reference] = Link(link.url + (f"#{anchor}" if anchor else ""), link.title)
        return found


def _ways(profile: Mapping[str, str]) -> dict[str, str]:
    return {name: profile[key] for name, key in _WAYS.items() if key in profile}


def _in_form(company: LocalCompany, key: str, form: str) -> str:
    try:
        return company.text(key, form)
    except KeyError:
        return ""
