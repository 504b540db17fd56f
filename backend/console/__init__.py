"""The caseworker's pages."""

from flask import Flask


def install_console(app: Flask) -> None:
    """Put the pages on the app."""
