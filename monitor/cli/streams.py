"""Standard input and output as they may be: closed, a pipe whose reader went away, of an encoding that lacks a character."""

import io
import os
import sys
from typing import Any

import typer
from typer.core import TyperGroup


def ready_streams() -> None:
    """Makes the standard streams fit for any text. One that is closed reads or writes nothing."""
    sys.stdin = sys.stdin or open(os.devnull)  # noqa: SIM115, PTH123  they live as long as the process
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115, PTH123
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115, PTH123
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


class Piped(TyperGroup):
    """Commands whose reader may go away (`monitor extract | head`): that ends them without a word, exit 0."""

    def invoke(self, ctx: Any) -> Any:
        """Runs the command and flushes what it wrote, while a failure can still be told."""
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except BrokenPipeError:
            # The interpreter flushes once more when it ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None
