"""`monitor deadlines`, `history`, `measures` and `alerts`: what is known, as tables or JSON."""

import difflib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from monitor.cli import shell
from monitor.cli.contract import deadline_json, due_text, instant_text, percent
from monitor.errors import UsageError
from monitor.notify.clean import single_line
from monitor.ports import OutboxRow, Query
from monitor.types import Change, Deadline, Measure, MeasureNews, Precision

if TYPE_CHECKING:
    from rich.table import Table

STATES = ("pending", "sending", "sent", "dead", "superseded")


def deadlines(country: str | None, days: int | None, *, closed: bool, limit: int, as_json: bool) -> None:
    """Lists deadlines, those still open unless `closed`."""
    now = shell.now()
    query = Query(
        country=_country(country.upper()) if country else None,
        since=None if closed else now.date() - timedelta(days=1),
        until=now.date() + timedelta(days=days) if days is not None else None,
        open_only=not closed,
        limit=limit,
    )
    with shell.opened_store(shell.settings()) as store, store.begin() as tx:
        found = tx.deadlines(query)
    if as_json:
        shell.print_json([deadline_json(deadline) for deadline in found])
    elif found:
        shell.console().print(deadline_table(found, now))
    else:
        shell.console().print("no deadlines: is the daemon running (monitor health)? `--all` shows past ones too")


def _country(code: str) -> str:
    from monitor.settings.countries import country as known

    try:
        return known(code)
    except ValueError as error:
        raise UsageError(f"--country: {error}") from error


def deadline_table(found: Sequence[Deadline], now: datetime) -> "Table":
    """One row a deadline, with the time left."""
    from rich.box import HORIZONTALS
    from rich.markup import escape
    from rich.table import Column, Table

    # A key is there to be copied: where the terminal is narrow it is folded, never cut.
    table = Table("due", "left", "what", "who", "status", Column("key", overflow="fold"), box=HORIZONTALS, padding=0)
    for deadline in found:
        table.add_row(
            _when(deadline),
            left(deadline, now),
            deadline.kind.replace("_", " "),
            escape(_who(deadline.measure)),
            deadline.status,
            deadline.key,
        )
    return table


def left(deadline: Deadline, now: datetime) -> str:
    """Time to the deadline in its largest unit; a dash once it has ended or passed."""
    seconds = (deadline.due.opens_at - now).total_seconds()
    if deadline.closed or seconds <= 0:
        return "-"
    days, hours = divmod(int(seconds // 3600), 24)
    return f"{days} d" if days >= 3 else f"{days * 24 + hours} h" if days or hours else f"{int(seconds // 60)} min"


def _when(deadline: Deadline) -> str:
    due = deadline.due
    if due.precision is Precision.MONTH:
        return due.day.strftime("%b %Y")
    if due.precision is Precision.INTERVAL:
        return f"{due.day:%d %b} to {due.last_day:%d %b %Y}"
    clock = f" {due.clock:%H:%M} {due.opens_at.astimezone(ZoneInfo(due.zone)):%Z}" if due.clock else ""
    return f"{due.day:%a %d %b %Y}{clock}"


def _who(measure: Measure) -> str:
    rate = f" {percent(measure.rate_percent)} %" if measure.rate_percent is not None else ""
    return f"{measure.issuer or '?'} {measure.kind.replace('_', ' ')}{rate} on {', '.join(measure.targets) or '?'}"


def history(key: str, *, as_json: bool) -> None:
    """Shows all revisions of one deadline, oldest first. Raises UsageError with near keys when there is none."""
    with shell.opened_store(shell.settings()) as store, store.begin() as tx:
        changes = tx.history(key)
        keys = [] if changes else [deadline.key for deadline in tx.deadlines(Query(limit=10_000))]
    if not changes:
        near = difflib.get_close_matches(key, keys, 3, 0.4)
        raise UsageError(f"no deadline has the key {key!r}" + (f"; near: {', '.join(near)}" if near else ""))
    if as_json:
        shell.print_json([_change_json(change) for change in changes])
        return
    console = shell.console()
    for change in changes:
        console.print(*_change_lines(change), sep="\n", markup=False, highlight=False)


def _change_json(change: Change) -> dict[str, object]:
    return {
        "at": instant_text(change.at),
        "reason": change.reason,
        "previous": due_text(change.old.due) if change.old else None,
        "trace": change.new.due.trace,
        **deadline_json(change.new),
        "title": change.new.evidence.title,
        "stated_at": instant_text(change.new.stated_at),
    }


def _change_lines(change: Change) -> list[str]:
    new, old = change.new, change.old
    moved = f"{_when(old)} -> {_when(new)}" if old is not None and old.due != new.due else _when(new)
    evidence = new.evidence
    return [
        f"{new.revision}. {change.at:%a %d %b %Y %H:%M} UTC  {change.reason.replace('_', ' ')}: {moved}",
        f"   {new.kind.replace('_', ' ')}, {new.status}, {new.firmness}; {_who(new.measure)}",
        f'   "{single_line(evidence.quote)}"',
        f"   {evidence.source}, {evidence.published:%d %b %Y %H:%M} UTC, {single_line(evidence.url or evidence.title)}",
        *([f"   reckoned: {new.due.trace}"] if new.due.trace else []),
    ]


def measures(limit: int, *, as_json: bool) -> None:
    """Lists measures heard of, newest first."""
    with shell.opened_store(shell.settings()) as store, store.begin() as tx:
        found = tx.measures(limit)
    if as_json:
        shell.print_json([_measure_json(news) for news in found])
        return
    from rich.markup import escape
    from rich.table import Column, Table

    table = Table("dated", "what", "status", "reason", "source", Column("key", overflow="fold"))
    for news in found:
        mention = news.mention
        day = mention.stated_day.isoformat() if mention.stated_day else ""
        reason = escape(single_line(mention.measure.reason or ""))
        table.add_row(
            day,
            escape(_who(mention.measure)),
            f"{mention.status}, {mention.firmness}",
            reason,
            news.evidence.source,
            news.key,
        )
    shell.console().print(table if found else "no measures yet")


def _measure_json(news: MeasureNews) -> dict[str, object]:
    from monitor.cli.contract import measure_json

    return {"key": news.key, **measure_json(news.mention), "source": news.evidence.source, "url": news.evidence.url}


def alerts(states: list[str], limit: int, *, as_json: bool) -> None:
    """Lists alerts, newest first. Raises UsageError for a state that does not exist."""
    for state in states:
        if state not in STATES:
            raise UsageError(f"--state {state}: no such state; there are {', '.join(STATES)}")
    with shell.opened_store(shell.settings()) as store, store.begin() as tx:
        rows = tx.outbox(states, limit)
    if as_json:
        shell.print_json([_alert_json(row) for row in rows])
        return
    from rich.markup import escape
    from rich.table import Table

    from monitor.notify.message import render

    table = Table("queued", "state", "receiver", "subject", "tries", "note")
    for row in rows:
        subject = render(row.alert, now=row.sent_at or row.queued_at).subject
        note = f"next try {row.next_at:%d %b %H:%M} UTC: {row.error}" if row.error and row.next_at else row.error
        table.add_row(
            f"{row.queued_at:%d %b %H:%M}",
            row.state,
            row.alert.receiver,
            escape(subject),
            str(row.attempts),
            escape(single_line(note)),
        )
    shell.console().print(table if rows else "no alerts yet")


def _alert_json(row: OutboxRow) -> dict[str, object]:
    from monitor.notify.message import render

    return {
        "id": row.id,
        "state": row.state,
        "receiver": row.alert.receiver,
        "reason": row.alert.change or row.alert.reason,
        "lead": row.alert.lead.iso if row.alert.lead else None,
        "key": row.alert.key,
        "watches": [name for name, _ in row.alert.watches],
        "subject": render(row.alert, now=row.sent_at or row.queued_at).subject,
        "attempts": row.attempts,
        "queued_at": instant_text(row.queued_at),
        "next_at": instant_text(row.next_at) if row.next_at else None,
        "sent_at": instant_text(row.sent_at) if row.sent_at else None,
        "error": row.error or None,
    }
