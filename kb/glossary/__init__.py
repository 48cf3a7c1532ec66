"""The glossary: terms, and finding them in any inflected form in a text."""
