"""What the monitor tells of itself: to whom, when, and under which name, so that each occasion is told once. **Pure.**"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.types import Ailment, Alert, AlertReason, Digest, Service, ServiceNote

_ILL = {
    Ailment.FAILING: "is not answering as it should",
    Ailment.EMPTY: "answers with nothing, or with less than it should",
    Ailment.UNDATED: "answers with items that bear no dates",
    Ailment.SILENT: "has fallen silent",
}


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


def falls_ill(source: str, ailment: Ailment, words: str, since: datetime) -> ServiceNote:
    """A source is ill. `words`: what of; `since`: when it began, or was noticed (UTC): another beginning is another illness."""
    rows = (
        ("Source", source),
        ("What", words),
        ("So", "deadlines that it alone tells of are not heard until it is well again"),
        ("Look", "monitor poll asks it now; sources.yaml holds its address"),
    )
    return ServiceNote(
        _occasion(f"source-{ailment}", source, since),
        f"SOURCE {ailment.upper()}: {source} {_ILL[ailment]}",
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
