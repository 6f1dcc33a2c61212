"""What the commands write: foreign text commands nothing, any stream will do, and foreign words start no line of the log."""

import io
import json
import logging
import sys
from collections.abc import Iterator

import pytest

from monitor.cli import shell
from monitor.cli.logs import formatter
from monitor.cli.streams import ready_streams


def record(message: str, error: Exception | None = None) -> logging.LogRecord:
    info = (type(error), error, None) if error else None
    return logging.LogRecord("monitor", logging.WARNING, __file__, 1, "%s", (message,), info)


@pytest.fixture
def streams(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The standard streams may be replaced in the test."""
    names = ("stdin", "stdout", "stderr")
    before = [getattr(sys, name) for name in names]
    for name, stream in zip(names, before, strict=True):
        monkeypatch.setattr(sys, name, stream)
    yield
    for stream in {getattr(sys, name) for name in names}.difference(before):
        stream.close()


def test_foreign_words_start_no_line_of_the_log_and_command_no_terminal() -> None:
    line = formatter("text").format(record("odd\n2026-01-01 00:00:00Z ERROR forged \x1b[31m\u202e"))
    assert "\n" not in line
    assert line.endswith("odd\\x0a2026-01-01 00:00:00Z ERROR forged \\x1b[31m\\x202e")


def test_the_lines_of_a_traceback_are_indented() -> None:
    head, *rest = formatter("text").format(record("odd", ValueError("first\nsecond \x1b"))).splitlines()
    assert head.endswith("WARNING odd")
    assert rest == ["    ValueError: first", "    second \\x1b"]


def test_closed_streams_take_and_give_nothing(streams: None) -> None:
    sys.stdin = sys.stdout = sys.stderr = None  # type: ignore[assignment]  what Python makes of `<&- >&- 2>&-`
    ready_streams()
    assert sys.stdin.buffer.read() == b""
    shell.print_json({"said": "nothing"})
    shell.console().print("nothing")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_json_is_whole_in_every_encoding(streams: None, encoding: str) -> None:
    sys.stdout = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    ready_streams()
    value = {"quote": "“Zölle” 25\u202f% \ud800"}
    shell.print_json(value)
    sys.stdout.flush()
    assert json.loads(sys.stdout.buffer.getvalue().decode(encoding)) == value  # type: ignore[attr-defined]


@pytest.mark.parametrize("encoding", ["ascii", "utf-8"])
def test_tables_are_written_in_every_encoding(streams: None, encoding: str) -> None:
    from rich.table import Table

    sys.stdout = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    ready_streams()
    table = Table("quote")
    table.add_row("“Zölle” \ud800")
    shell.console().print(table)
    sys.stdout.flush()
    assert b"\\ud800" in sys.stdout.buffer.getvalue()  # type: ignore[attr-defined]


@pytest.mark.parametrize(("columns", "width"), [("80", 80), ("", 160), ("wide", 160), ("0", 160)])
def test_a_pipe_is_as_wide_as_columns_says(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], columns: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert shell.console().width == width
