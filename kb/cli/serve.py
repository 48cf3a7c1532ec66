"""``kb serve``."""

from __future__ import annotations

import logging
from pathlib import Path

import click

from kb.build import find_builder
from kb.cli.options import config_option


@click.command()
@config_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen at.")
def serve(config: Path, host: str, port: int) -> None:
    """Serve the site on this machine and show each saved change at once. Ctrl+C ends it."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    find_builder().serve(config, host=host, port=port)
