"""`monitor explain`."""

import sys
from collections.abc import Iterator

from monitor import extract as reader
from monitor import lexicon_file
from monitor.cli import shell
from monitor.cli.documents import document
from monitor.cli.wording import who
from monitor.errors import ReadError, UsageError
from monitor.extract import Explained
from monitor.notify.clean import single_line
from monitor.shown.contract import Json, due_text, measure_json, mention_json, remark_json
from monitor.types import Document, Mention, Reading

Rows = Iterator[tuple[str, str]]


def explain(
    text: str, title: str, published: str, signed: str | None, issuer: str | None, *, official: bool, as_json: bool
) -> None:
    """Shows how each date of the text (or, for -, of standard input) was read. Raises UsageError for a day that is none."""
    text = sys.stdin.buffer.read().decode(errors="replace") if text == "-" else text
    fields = {"id": "text", "text": text, "title": title, "published": published, "signed": signed, "issuer": issuer}
    try:
        given = document(fields | {"official": official})
    except ReadError as error:
        raise UsageError(str(error)) from error
    lexicon_file.prepare()
    reading, dates = reader.explained(given)
    if as_json:
        shell.print_json(_json(reading, dates))
    else:
        _print(given, reading, dates)


def _json(reading: Reading, dates: tuple[Explained, ...]) -> Json:
    return {
        "dates": [_date_json(one, reading) for one in dates],
        "measures": [measure_json(measure) for measure in reading.measures],
        "unresolved": [{"role": remark.kind, **remark_json(remark)} for remark in reading.unresolved],
        "truncated": reading.truncated,
    }


def _date_json(one: Explained, reading: Reading) -> Json:
    found, says = one.resolved, one.claim
    return {
        "words": one.words,
        "where": one.where,
        "start": one.start,
        "end": one.end,
        "rule": one.rule,
        "form": one.form,
        "day": found.day.isoformat() if found else None,
        "clock": found.clock.strftime("%H:%M") if found and found.clock else None,
        "latest": found.latest.isoformat() if found and found.latest else None,
        "trace": found.trace if found else None,
        "warnings": list(found.warnings) if found else [],
        "cue": says.rule if says else None,
        "role": says.cue.kind if says else None,
        "refused": one.why or None,
        "deadlines": [{**mention_json(made), "told": made in reading.mentions} for made in one.mentions],
    }


def _print(given: Document, reading: Reading, dates: tuple[Explained, ...]) -> None:
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    console = shell.console()
    if not dates:
        console.print("no date expression is read in this text")
    for number, one in enumerate(dates, 1):
        place = f"{one.where} {one.start}-{one.end}"
        console.print(Text.assemble(f"{number}. ", (f'"{single_line(one.words)}"', "bold"), f"  {place}"))
        table = Table.grid(padding=(0, 2))
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold", max_width=100)
        for name, words in _rows(one, reading):
            table.add_row(name, Text(single_line(words)))
        console.print(Padding(table, (0, 0, 1, 3)))
    for line in _rest(reading):
        console.print(Text(single_line(line)))
    console.print(Text(f"{len(reading.mentions)} told as deadlines, counted from {_anchor(given)}"))


def _anchor(given: Document) -> str:
    signed = f", signed {given.signed}" if given.signed else ""
    return f"publication {given.published.date()}{signed}"


def _rows(one: Explained, reading: Reading) -> Rows:
    found, says = one.resolved, one.claim
    yield "read", f"{one.form}  (rule {one.rule})"
    if found is None:
        yield "resolved", "no day can be told"
    else:
        until = f" to {found.latest}" if found.latest else ""
        clock = f" {found.clock:%H:%M}" if found.clock else ""
        zone = f" {found.zone}" if found.zone else ""
        yield "resolved", f"{found.day}{until}{clock}{zone}: {found.trace}"
        for warning in found.warnings:
            yield "warning", warning
    if says is None:
        yield "cue", "none"
    else:
        yield "cue", f"{says.cue}  (rule {says.rule})"
    if one.why:
        yield "refused", one.why
    for made in one.mentions:
        yield from _mention_rows(made, reading)


def _mention_rows(made: Mention, reading: Reading) -> Rows:
    measure = made.measure
    yield (
        "measure",
        who(measure) + "".join(f"; {words}" for words in (measure.instrument, measure.reason) if words),
    )
    previous = f", instead of {due_text(made.previous)}" if made.previous else ""
    told = "deadline" if made in reading.mentions else "told again"
    inclusive = ", that day included" if made.due.inclusive else ""
    yield (
        told,
        f"{due_text(made.due)}{inclusive}{previous}: {made.kind}, {made.status}, {made.firmness}, confidence {made.confidence:.2f}",
    )
    yield "quote", made.quote


def _rest(reading: Reading) -> Iterator[str]:
    for heard in reading.measures:
        yield f"measure without a deadline: {who(heard.measure)}, {heard.status}: {heard.quote}"
    for remark in reading.unresolved:
        yield f"unresolved: {remark.quote} ({remark.reason})"
    if reading.truncated:
        yield "the text is longer than what is read; its end was left out"
