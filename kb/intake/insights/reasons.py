"""What may be said of an article."""

from __future__ import annotations

YES, NO = "yes", "no"
"""Whether it helped."""
REASONS = ("unclear", "incomplete", "wrong", "failed", "other")
"""Why it did not."""
