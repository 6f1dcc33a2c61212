"""`monitor deadlines`: what is due, now or as it was known on a day of the past."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from monitor.cli import shell
from monitor.cli.wording import who
from monitor.errors import ReadError, UsageError
from monitor.notify.moments import in_utc
from monitor.policy import standing
from monitor.ports import Query
from monitor.shown.contract import deadline_json
from monitor.shown.marks import brief, mark_json
from monitor.shown.said import moment
from monitor.types import Deadline, Mark, Precision

if TYPE_CHECKING:
    from rich.table import Table


def deadlines(
    country: str | None,
    days: int | None,
    as_of: str | None,
    *,
    closed: bool,
    limit: int,
    as_json: bool,
    workspace: str | None = None,
) -> None:
    """Lists deadlines, those still open unless `closed`; with `as_of` what was known then, seen from then."""
    now = shell.now()
    known_at = _known_at(as_of, now) if as_of is not None else None
    seen_at = known_at or now
    query = Query(
        country=_country(country.upper()) if country else None,
        since=None if closed else seen_at.date() - timedelta(days=1),
        until=_days_after(seen_at, days) if days is not None else None,
        open_only=not closed,
        limit=limit,
        known_at=known_at,
    )
    with shell.opened_room(shell.settings(), workspace) as store, store.read() as tx:
        found = tx.deadlines(query)
        said = tx.marks(deadline.key for deadline in found)
    in_force = {one.key: standing(said.get(one.key, ()), one, seen_at).marks(seen_at) for one in found}
    if as_json:
        shell.print_json([{**deadline_json(one), "marks": [mark_json(m) for m in in_force[one.key]]} for one in found])
        return
    console = shell.console()
    if known_at is not None:
        console.print(f"as known on {in_utc(known_at)}" + ("" if found else ": no deadlines"), highlight=False)
    elif not found:
        console.print("no deadlines: is the daemon running (monitor health)? `--all` shows past ones too")
    if found:
        console.print(deadline_table(found, seen_at, in_force))


def _known_at(words: str, now: datetime) -> datetime:
    """The last instant of a day (UTC), or the instant itself; of the day that still goes on, now. Raises UsageError for one ahead."""
    try:
        instant, day_only = moment(words)
    except ReadError as error:
        raise UsageError(str(error).replace("published", "--as-of")) from error
    if day_only and instant.date() == now.date():
        return now
    if day_only:
        instant = datetime.combine(instant.date(), time.max, UTC)
    if instant > now:
        raise UsageError(f"--as-of {words} lies ahead: nobody knows yet what will be known then")
    return instant


def _days_after(instant: datetime, days: int) -> date:
    try:
        return instant.date() + timedelta(days=days)
    except OverflowError as error:
        raise UsageError(f"--days {days}: there is no such day") from error


def _country(code: str) -> str:
    from monitor.settings.countries import country as known

    try:
        return known(code)
    except ValueError as error:
        raise UsageError(f"--country: {error}") from error


def deadline_table(
    found: Sequence[Deadline], now: datetime, in_force: Mapping[str, Sequence[Mark]] = MappingProxyType({})
) -> "Table":
    """One row a deadline, with the time left, and what readers said of it where they said anything."""
    from rich.box import HORIZONTALS
    from rich.markup import escape
    from rich.table import Column, Table

    # A key is there to be copied: where the terminal is narrow it is folded, never cut.
    marked = ["marks"] if any(in_force.values()) else []
    columns: tuple[Column | str, ...] = (
        "due",
        "left",
        "what",
        "who",
        "status",
        *marked,
        Column("key", overflow="fold"),
    )
    table = Table(*columns, box=HORIZONTALS, padding=0)
    for deadline in found:
        table.add_row(
            _when(deadline),
            left(deadline, now),
            deadline.kind.replace("_", " "),
            escape(who(deadline.measure)),
            deadline.status,
            *(brief(in_force.get(deadline.key, ())) for _ in marked),
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
