"""What a parcel says, whatever the channel: a headline, what it holds, and the rows of each alert. **Pure.**"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from monitor.notify.clean import cut, defused
from monitor.notify.moments import countdown
from monitor.notify.rows import Row, rows
from monitor.notify.subject import LONGEST, REPEAT, subject
from monitor.types import Alert, AlertReason, Parcel

DETAILED = 5
"""How many alerts of a parcel are told in full."""
LISTED = 40
"""How many get a line in its list; the rest is counted and named by key."""
REPEATED = "possible repeat: an earlier try may have reached you"


@dataclass(frozen=True, slots=True)
class Section:
    """One alert. `headline`: one line, verb, object and time left in its first 60 characters."""

    alert: Alert
    headline: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """One message. `sections`: the alerts told in full. `lines`: one for each alert of several, empty for one alone.

    `rest`: what was left out, counted and named; empty when nothing was. `now`: aware UTC, when it was rendered.
    `site`: where readers find our pages, or empty.
    """

    parcel: Parcel
    now: datetime
    headline: str
    sections: tuple[Section, ...]
    lines: tuple[str, ...] = ()
    rest: str = ""
    site: str = ""

    @property
    def single(self) -> Alert | None:
        """The alert, where there is but one."""
        return self.parcel.alerts[0] if len(self.parcel.alerts) == 1 else None

    @property
    def identity(self) -> str:
        """The parcel's id; of a test one that no other test has, for it is sent again on purpose."""
        tested = self.single is not None and self.single.reason is AlertReason.TEST
        return f"{self.parcel.id}:{self.now.isoformat()}" if tested else self.parcel.id


def notice(parcel: Parcel, *, now: datetime, site: str = "") -> Notice:
    """The parcel as seen at `now` (aware UTC). Raises ValueError for a parcel without alerts."""
    if not parcel.alerts:
        raise ValueError("a parcel holds at least one alert")
    alerts = parcel.alerts
    sections = tuple(section(alert, now=now, site=site) for alert in alerts[:DETAILED])
    if len(alerts) == 1:
        headline = subject(alerts[0], now=now, repeat=True) if parcel.repeat else sections[0].headline
        return Notice(parcel, now, headline, _with_repeat(sections, parcel), site=site)
    lines = tuple(line(alert, now=now) for alert in alerts[:LISTED])
    return Notice(parcel, now, _title(parcel, now), sections, lines, _rest(alerts), site)


def section(alert: Alert, *, now: datetime, site: str = "") -> Section:
    """One alert in full."""
    return Section(alert, subject(alert, now=now), tuple(rows(alert, now, site)))


def _with_repeat(sections: tuple[Section, ...], parcel: Parcel) -> tuple[Section, ...]:
    if not parcel.repeat:
        return sections
    first = sections[0]
    return (Section(first.alert, first.headline, (Row("Repeat", REPEATED), *first.rows)), *sections[1:])


def line(alert: Alert, *, now: datetime) -> str:
    """One alert as one line that says how much time is left."""
    head = subject(alert, now=now)
    if alert.deadline is None or alert.reason is not AlertReason.CHANGE or alert.deadline.closed:
        return head
    return f"{head} ({countdown(alert.deadline.due, now)})"


def _title(parcel: Parcel, now: datetime) -> str:
    mark = REPEAT if parcel.repeat else ""
    given = f"{cut(defused(parcel.title), 60)}: " if parcel.title else ""
    count = "" if re.search(rf"\b{len(parcel.alerts)}\b(?! [A-Z])", given) else f"{len(parcel.alerts)} alerts, "
    first = subject(_most_urgent(parcel.alerts, now), now=now)
    return (
        cut(
            f"{given}{count}first {first[0].lower() if first[1:2].islower() else first[0]}{first[1:]}",
            LONGEST - len(mark),
        )
        + mark
    )


def _most_urgent(alerts: tuple[Alert, ...], now: datetime) -> Alert:
    """The one whose date comes next; of those without a date ahead the first."""
    ahead = [alert for alert in alerts if alert.deadline is not None and alert.deadline.due.closes_at > now]
    return min(ahead, key=lambda alert: alert.deadline.due.opens_at if alert.deadline else now, default=alerts[0])


def _rest(alerts: tuple[Alert, ...]) -> str:
    untold = alerts[LISTED:]
    if untold:
        named = cut(", ".join(_names(untold)), 600)
        return f"and {len(untold)} more, in short: {named}. `monitor alerts` shows them all."
    if len(alerts) > DETAILED:
        left = len(alerts) - DETAILED
        return f"{left} more {'is' if left == 1 else 'are'} told by {'its line' if left == 1 else 'their lines'} above."
    return ""


def _names(alerts: tuple[Alert, ...]) -> Iterator[str]:
    return (cut(defused(key), 60) for key in dict.fromkeys(alert.key for alert in alerts))
