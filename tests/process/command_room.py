"""Commands run in the process of the test: only the first import is slow."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from typer.testing import CliRunner

from monitor.cli.app import app
from monitor.errors import MonitorError


@dataclass
class Done:
    """How a command ended, with what it printed."""

    returncode: int
    stdout: str
    stderr: str


def inside(environ: dict[str, str], *words: str, given: str | bytes = "") -> Done:
    """Runs the command; `given`: what it reads."""
    with _own_log():
        result = CliRunner().invoke(app, words, input=given, env=environ)
    if isinstance(result.exception, MonitorError):
        return Done(result.exception.exit_code, result.stdout, str(result.exception))
    return Done(result.exit_code, result.stdout, result.stderr)


@contextmanager
def _own_log() -> Iterator[None]:
    """Commands set up the log of their process; here it is given back."""
    root = logging.getLogger()
    kept, level = list(root.handlers), root.level
    try:
        yield
    finally:
        root.handlers[:] = kept
        root.setLevel(level)
