"""Multilingual knowledge bases: the core library and the ``kb`` command."""

__version__ = "0.1.0"
