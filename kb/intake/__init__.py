"""The intake: takes what the site's forms send, keeps it, and hands it on. It needs none of the site's sources."""

HONEYPOT = "homepage"
"""Name of the field that people do not see and programs fill in."""
