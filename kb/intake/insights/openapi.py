"""``/v1/feedback`` and ``/v1/searches`` in the OpenAPI document."""

from __future__ import annotations

from typing import Any

from kb.intake.insights.queries import LONGEST
from kb.intake.insights.reasons import NO, REASONS, YES

_TYPES = ("application/json", "application/x-www-form-urlencoded")
_REFUSALS = {
    400: "json.invalid",
    403: "origin.forbidden: only pages of allowed origins tell something",
    404: "feedback.off, searches.off: the site does not want to know",
    408: "request.slow: the body took too long",
    413: "request.too_large",
    415: "content_type.unsupported",
    422: "fields.invalid (with `errors`)",
    429: "rate.limited: wait for Retry-After seconds",
    503: "intake.unavailable: it was not counted",
}
_TEXT = {"type": "string"}
_ANSWER: dict[str, Any] = {
    "type": "object",
    "properties": {
        "article": {**_TEXT, "description": "The article's path without locale."},
        "locale": _TEXT,
        "helped": {"enum": [YES, NO]},
        "reason": {"enum": list(REASONS), "description": "Why it did not help."},
        "counted": {"enum": [YES], "description": "The no was sent before; only its reason is new."},
    },
    "required": ["article", "locale", "helped"],
}
_SEARCH: dict[str, Any] = {
    "type": "object",
    "properties": {
        "query": {**_TEXT, "description": f"{LONGEST} characters of it are kept, without what may be somebody's own."},
        "locale": _TEXT,
        "results": {"type": "integer", "minimum": 0, "maximum": 999_999},
    },
    "required": ["query", "locale", "results"],
}


def heard_paths() -> dict[str, Any]:
    """The paths and what they answer."""
    parameters = [{"name": name, "in": "query", "schema": _TEXT} for name in ("article", "locale", "helped", "reason")]
    thanks = {
        "summary": "To a browser without scripts: thanks, and what was wrong",
        "parameters": parameters,
        "responses": {
            "200": {"description": "The page", "content": {"text/html": {"schema": _TEXT}}},
            "303": {"description": "There is nothing to thank for"},
        },
    }
    answered = _post("Tell whether an article helped", _ANSWER, {303: "To a browser that wants a page: thanks"})
    return {
        "/v1/feedback": {"post": answered, "get": thanks},
        "/v1/searches": {"post": _post("Tell of a search after which nothing was opened", _SEARCH, {})},
    }


def _post(summary: str, schema: dict[str, Any], others: dict[int, str]) -> dict[str, Any]:
    problem = {
        "application/problem+json": {"schema": {"$ref": "#/components/schemas/problem"}},
        "text/html": {"schema": _TEXT},
    }
    responses: dict[str, Any] = {"204": {"description": "Counted"}}
    responses |= {str(status): {"description": told} for status, told in others.items()}
    responses |= {str(status): {"description": told, "content": problem} for status, told in _REFUSALS.items()}
    for status in ("429", "503"):
        responses[status]["headers"] = {"Retry-After": {"schema": {"type": "integer"}}}
    body = {"required": True, "content": {kind: {"schema": schema} for kind in _TYPES}}
    return {"summary": summary, "requestBody": body, "responses": responses}
