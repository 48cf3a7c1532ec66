"""What the service answers as OpenAPI, made from the forms that a site publishes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kb.forms.form import Form
from kb.forms.schema import schema
from kb.intake.bodies import FORM_TYPES
from kb.intake.insights.openapi import heard_paths
from kb.intake.published_forms import SiteForms

VERSION = "1"
"""Of the addresses: it stands in their paths."""
_JSON = "application/json"
_PROBLEM = "application/problem+json"
_HTML = "text/html"
_TEXT = "text/plain"
_MOST_TOKEN = 400
_MOST_PROOF = 4000

_PROBLEM_SCHEMA: dict[str, Any] = {
    "type": "object",
    "description": "Why a request was not taken (RFC 9457). Programs read `code` and `errors`, people `detail`.",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "detail": {"type": "string", "description": "In the submission's locale."},
        "errors": {"type": "object", "additionalProperties": {"type": "string"}, "description": "Field → code."},
        "faults": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "properties": {"code": {"type": "string"}, "value": {"type": "string"}},
                "required": ["code", "value"],
            },
            "description": "The same with limits and names of files.",
        },
    },
    "required": ["type", "title", "status", "code", "detail"],
}
_ACCEPTED_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "number": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{4}-[0-9]{2}$"},
        "submission_id": {"type": "string"},
        "receipt": {"type": "string", "description": "Path of a page that shows the number; nobody can guess it."},
        "created": {"type": "string", "format": "date-time"},
    },
    "required": ["number", "submission_id", "receipt", "created"],
}
_CHALLENGE_SCHEMA: dict[str, Any] = {
    "type": "object",
    "description": "A task of ALTCHA, version 2 of its format.",
    "properties": {"parameters": {"type": "object"}, "signature": {"type": "string"}},
    "required": ["parameters", "signature"],
}
_REFUSALS: Mapping[int, str] = {
    400: "multipart.invalid, json.invalid: the body cannot be read",
    403: "origin.forbidden: neither an allowed Origin nor a form token",
    408: "request.slow: the body took too long",
    409: "idempotency.running: the same submission is just being taken; ask again",
    413: "request.too_large",
    415: "content_type.unsupported",
    422: "fields.invalid (with `errors`), form.expired, idempotency.mismatch, pow.invalid",
    429: "rate.limited: wait for Retry-After seconds",
    503: "intake.unavailable: nothing was kept; ask again after Retry-After seconds",
}


def openapi(forms: SiteForms, *, server: str = "/") -> dict[str, Any]:
    """The document, OpenAPI 3.1.

    Args:
        forms: the forms of the site.
        server: address below which the paths lie; may be relative to the document's own.
    """
    by_id: dict[str, Form] = {}
    for (form_id, _), published in sorted(forms.forms.items()):
        by_id.setdefault(form_id, published.form)
    schemas = {f"{name}-submission": _submission(form, forms.locales) for name, form in by_id.items()}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Ticket intake", "version": VERSION},
        "servers": [{"url": server}],
        "paths": {
            "/v1/tickets": {"post": _post(by_id), "get": _opened()},
            "/v1/form-token": {"get": _form_token()},
            "/v1/challenge": {"get": _challenge()},
            **heard_paths(),
            "/v1/receipts/{receipt}": {"get": _receipt()},
            "/v1/openapi.json": {"get": _get("This document", {200: {_JSON: {"type": "object"}}})},
            "/healthz": {"get": _get("Whether the process answers", {200: {_TEXT: {"type": "string"}}})},
            "/readyz": {
                "get": _get(
                    "Whether tickets can be kept", {200: {_TEXT: {"type": "string"}}, 503: {_TEXT: {"type": "string"}}}
                )
            },
        },
        "components": {
            "schemas": {
                **schemas,
                "accepted": _ACCEPTED_SCHEMA,
                "challenge": _CHALLENGE_SCHEMA,
                "problem": _PROBLEM_SCHEMA,
            }
        },
    }


def _submission(form: Form, locales: Iterable[str]) -> dict[str, Any]:
    found = schema(form, locales=list(locales))
    del found["$schema"]
    # Older versions that were published within the last weeks are taken too.
    found["properties"] |= {
        "version": {"type": "integer", "minimum": 1},
        "token": {"type": "string", "maxLength": _MOST_TOKEN, "description": "From /v1/form-token."},
        "pow": {"type": "string", "maxLength": _MOST_PROOF, "description": "The solved task of /v1/challenge."},
    }
    found["required"] = ["form", "locale", *found["required"]]
    return found


def _post(forms: Mapping[str, Form]) -> dict[str, Any]:
    whole = {"oneOf": [_reference(f"{name}-submission") for name in forms]} if forms else {"type": "object"}
    answers: dict[int, dict[str, Any]] = {
        201: {_JSON: _reference("accepted")},
        200: {_JSON: _reference("accepted")},
        303: {},
        **{status: {_PROBLEM: _reference("problem"), _HTML: {"type": "string"}} for status in _REFUSALS},
    }
    told = {
        201: "Kept on disk",
        200: "The same was sent before: its number",
        303: "To a browser that wants a page: its receipt",
        **_REFUSALS,
    }
    operation = _get("Send a form", answers, told)
    operation["requestBody"] = {
        "required": True,
        "content": {kind: {"schema": whole} for kind in (_JSON, FORM_TYPES[0])}
        | {FORM_TYPES[1]: {"schema": _with_files(forms, whole)}},
    }
    for status in (429, 503, 409):
        operation["responses"][str(status)]["headers"] = {"Retry-After": {"schema": {"type": "integer"}}}
    return operation


def _with_files(forms: Mapping[str, Form], whole: Mapping[str, Any]) -> dict[str, Any]:
    names = sorted({asked.id for form in forms.values() for asked in form.fields if asked.type == "files"})
    files = {"type": "array", "items": {"type": "string", "format": "binary"}}
    return {"allOf": [whole, {"type": "object", "properties": dict.fromkeys(names, files)}]} if names else dict(whole)


def _opened() -> dict[str, Any]:
    return _get("To whoever opens the address: the form's page", {303: {}})


def _form_token() -> dict[str, Any]:
    token = {"type": "object", "properties": {"token": {"type": "string"}}, "required": ["token"]}
    return _get("A token for posts without a known origin", {200: {_JSON: token}})


def _challenge() -> dict[str, Any]:
    told = {200: "The task to solve before sending", 204: "None is asked for now"}
    return _get("A task as proof of work", {200: {_JSON: _reference("challenge")}, 204: {}}, told)


def _receipt() -> dict[str, Any]:
    operation = _get(
        "The page that shows a number", {200: {_HTML: {"type": "string"}}, 404: {_HTML: {"type": "string"}}}
    )
    name = {"name": "receipt", "in": "path", "required": True, "schema": {"type": "string"}}
    return {**operation, "parameters": [name]}


def _get(
    summary: str, answers: Mapping[int, Mapping[str, Any]], told: Mapping[int, str] | None = None
) -> dict[str, Any]:
    """An operation whose answers are named by status and media type."""
    words = told or {}
    return {
        "summary": summary,
        "responses": {
            str(status): {
                "description": words.get(status, summary),
                **({"content": {kind: {"schema": found} for kind, found in kinds.items()}} if kinds else {}),
            }
            for status, kinds in answers.items()
        },
    }


def _reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}
