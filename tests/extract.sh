#!/bin/sh
# Writes the template of all messages, kb/catalogues/kb.pot or the file named, from the sources.
set -eu
cd "$(dirname "$0")/.."
"${PYTHON:-python3}" -m babel.messages.frontend -q extract -F pyproject.toml --no-location --omit-header \
  -k _ -k gettext -k ngettext:1,2 -k plural:1,2,2t -k plural:1,2,3c,3t -o "${1:-kb/catalogues/kb.pot}" .
