"""`monitor measures` and `alerts`, as tables or JSON."""

from zoneinfo import ZoneInfo

from monitor.cli import shell
from monitor.cli.wording import who
from monitor.errors import UsageError
from monitor.notify.clean import single_line
from monitor.ports import STATES, OutboxRow
from monitor.shown.contract import instant_text
from monitor.types import MeasureNews, plain_name


def measures(limit: int, *, as_json: bool) -> None:
    """Lists measures heard of, newest first."""
    with shell.opened_store(shell.settings()) as store, store.read() as tx:
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
            escape(who(mention.measure)),
            f"{mention.status}, {mention.firmness}",
            reason,
            news.evidence.source,
            news.key,
        )
    shell.console().print(table if found else "no measures yet")


def _measure_json(news: MeasureNews) -> dict[str, object]:
    from monitor.shown.contract import measure_json

    return {"key": news.key, **measure_json(news.mention), "source": news.evidence.source, "url": news.evidence.url}


def alerts(states: list[str], limit: int, *, as_json: bool, workspace: str | None = None) -> None:
    """Lists alerts, newest first. Raises UsageError for a state that does not exist."""
    for state in states:
        if state not in STATES:
            raise UsageError(f"--state {state}: no such state; there are {', '.join(STATES)}")
    with shell.opened_room(shell.settings(), workspace) as store, store.read() as tx:
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
        table.add_row(
            f"{row.queued_at:%d %b %H:%M}",
            row.state,
            plain_name(row.alert.receiver),
            escape(subject),
            str(row.attempts),
            escape(single_line(note_of(row))),
        )
    shell.console().print(table if rows else "no alerts yet")


def note_of(row: OutboxRow) -> str:
    """Why it waits and until when, what it met, or in which other alert it is told."""
    if row.held and row.next_at is not None:
        return f"held until {_clock(row)} ({row.held})"
    if row.error and row.next_at is not None:
        return f"next try {row.next_at:%d %b %H:%M} UTC: {row.error}"
    if row.told_by is not None:
        return f"told by {row.told_by}"
    return row.error or (f"in one message with others: {row.batch}" if row.batch else "")


def _clock(row: OutboxRow) -> str:
    """When a held alert goes, by its reader's clock; with the day where it is not the day on which it was queued."""
    zone = ZoneInfo(row.alert.zone)
    local, queued = (row.next_at or row.queued_at).astimezone(zone), row.queued_at.astimezone(zone)
    clock = f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"
    return clock if local.date() == queued.date() else f"{local:%a} {local.day} {local:%b} {clock}"


def _alert_json(row: OutboxRow) -> dict[str, object]:
    from monitor.notify.message import render

    return {
        "id": row.id,
        "state": row.state,
        "receiver": plain_name(row.alert.receiver),
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
        "held": row.held or None,
        "batch": row.batch,
        "told_by": row.told_by,
    }
