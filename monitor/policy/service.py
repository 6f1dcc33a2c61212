"""What the monitor tells of itself: to whom, when, and under which name, so that each occasion is told once. **Pure.**"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.policy.ailing import Ailment, Fault
from monitor.types import Alert, AlertReason, Digest, Service, ServiceNote


def service_alerts(note: ServiceNote, service: Service) -> list[Alert]:
    """The note to each of its receivers."""
    return [
        Alert(AlertReason.SERVICE, receiver, (), service.zone, service=note)
        for receiver in dict.fromkeys(service.receivers)
    ]


def last_due(digest: Digest, zone: str, now: datetime) -> datetime:
    """The newest instant (UTC), not after `now`, for which the times of the week stand."""
    local = now.astimezone(ZoneInfo(zone))
    days = (local.date() - timedelta(days=back) for back in range(8))
    instants = (
        datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC)
        for day in days
        if day.weekday() in digest.weekdays
        for clock in digest.at
    )
    return max(instant for instant in instants if instant <= now)


def falls_ill(source: str, fault: Fault) -> ServiceNote:
    """A source fails, or has fallen silent."""
    what = "is not answering as it should" if fault.ailment is Ailment.FAILING else "has fallen silent"
    rows = (
        ("Source", source),
        ("What", fault.words),
        ("So", "deadlines that it alone tells of are not heard until it is well again"),
        ("Look", "monitor poll asks it now; sources.yaml holds its address"),
    )
    return ServiceNote(
        _occasion(f"source-{fault.ailment}", source, fault.since),
        f"SOURCE {fault.ailment.upper()}: {source} {what}",
        rows,
    )


def is_well_again(source: str, ailment: str, since: datetime | None, now: datetime) -> ServiceNote:
    """What was told of it holds no longer."""
    held = f" since {since:%Y-%m-%d %H:%M} UTC" if since else ""
    rows = (("Source", source), ("What", f"it was {ailment}{held}; seen well again at {now:%Y-%m-%d %H:%M} UTC"))
    return ServiceNote(_occasion(f"source-well-after-{ailment}", source, since), f"SOURCE WELL AGAIN: {source}", rows)


def still_watching(due_at: datetime, headline: str, rows: Sequence[tuple[str, str]]) -> ServiceNote:
    """The word that comes every week. `due_at`: for which instant."""
    return ServiceNote(f"still-watching:{due_at:%Y%m%dT%H%MZ}", headline, tuple(rows))


def _occasion(what: str, source: str, since: datetime | None) -> str:
    return f"{what}:{source}:{f'{since:%Y%m%dT%H%M%SZ}' if since else 'always'}"
