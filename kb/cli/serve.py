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
    """Serve the site on this machine, show each saved change at once, and take in what its forms send.

    Tickets are kept in the folder .kb beside the configuration. Ctrl+C ends it.
    """
    # The web server takes a tenth of a second to import, which the other commands should not pay.
    from kb.preview.serving import serve_preview

    logging.basicConfig(level=logging.INFO, format="%(message)s")
    serve_preview(find_builder(), config, host=host, port=port, tell=click.echo)
