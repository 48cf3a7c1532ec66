"""Addresses of the intake, and a Content-Security-Policy that lets pages reach them."""

from __future__ import annotations

from urllib.parse import urlsplit

from kb_mkdocs.linking import relative

SEARCHES = "v1/searches"
"""Where a page tells of a query after which nothing was opened."""
FEEDBACK = "v1/feedback"
"""Where it sends whether an article helped."""


def intake_address(intake_url: str, path: str, here: str) -> str:
    """An address of the intake as the page at ``here`` needs it; an empty ``intake_url`` is the site's own root."""
    return intake_url + path if intake_url else relative(path, here)


def reaching(policy: str, intake_url: str, site_url: str) -> str:
    """A policy that lets forms and scripts reach the intake; the same where it does already."""
    parts, own = urlsplit(intake_url), urlsplit(site_url)
    origin = f"{parts.scheme}://{parts.netloc}"
    if not parts.netloc or (parts.scheme, parts.netloc) == (own.scheme, own.netloc):
        return policy
    for directive in ("connect-src", "form-action"):
        if f"{directive} 'self' {origin}" not in policy:
            policy = policy.replace(f"{directive} 'self'", f"{directive} 'self' {origin}")
    return policy
