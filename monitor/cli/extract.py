"""`monitor extract`."""

import sys
from collections.abc import Iterable
from pathlib import Path

from monitor import extract as reader
from monitor import lexicon_file
from monitor.cli import shell
from monitor.cli.documents import Broken, documents
from monitor.cli.wording import who
from monitor.notify.clean import single_line
from monitor.shown.contract import due_text, reading_json
from monitor.types import Document, Reading


def extract(files: list[Path], published: str | None, *, as_json: bool, timexes: bool) -> None:
    """Reads each document; a bad line is reported in its place, and the exit status is then 1."""
    lexicon_file.prepare()
    broken = 0
    for each in documents(files, published):
        if isinstance(each, Broken):
            broken += 1
            _report(each, as_json=as_json)
            continue
        reading = reader.read(each, timexes=timexes)
        if as_json:
            shell.print_json(reading_json(each, reading, timexes=timexes))
        else:
            _print(each, reading)
    sys.exit(1 if broken else 0)


def _report(broken: Broken, *, as_json: bool) -> None:
    if as_json:
        shell.print_json({"id": broken.id, "error": broken.error})
    else:
        print(single_line(f"{broken.id or '?'}: {broken.error}"), file=sys.stderr)  # noqa: T201


def _print(document: Document, reading: Reading) -> None:
    from rich.markup import escape
    from rich.table import Table

    console = shell.console()
    console.print(f"[bold]{escape(single_line(document.id))}[/]  {escape(single_line(document.title))}")
    table = Table("date", "role", "measure", "status", "quote")
    for mention in reading.mentions:
        table.add_row(
            due_text(mention.due),
            mention.kind,
            who(mention.measure),
            f"{mention.status}, {mention.firmness}",
            escape(single_line(mention.quote)),
        )
    for heard in reading.measures:
        day = heard.stated_day.isoformat() if heard.stated_day else "no date"
        table.add_row(
            day,
            "(measure)",
            who(heard.measure),
            f"{heard.status}, {heard.firmness}",
            escape(single_line(heard.quote)),
        )
    console.print(table if table.row_count else "no deadlines, no measures")
    for line in _remarks(reading):
        console.print(escape(line))


def _remarks(reading: Reading) -> Iterable[str]:
    for remark in reading.unresolved:
        yield f"unresolved: {single_line(remark.quote)} ({remark.reason})"
    for remark in reading.unclaimed:
        yield f"unclaimed: {single_line(remark.quote)} ({remark.reason})"
    if reading.truncated:
        yield "the text is longer than what is read; its end was left out"
