"""Whom to tell of a change, which reminder is due, and when to look again.

Decided from scratch at every call: a reminder's identity is its `Alert.id`, so telling twice is the outbox's to prevent. **Pure.**
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.types import (
    DEMANDS,
    Alert,
    AlertReason,
    Change,
    ChangeReason,
    Deadline,
    DeadlineKind,
    Evidence,
    Firmness,
    Lead,
    Measure,
    MeasureNews,
    Precision,
    Status,
    Watch,
    utc,
)

OLD = timedelta(days=30)
"""A date, or the words on it, past for longer than this is no news."""
STALE = timedelta(days=7)
"""How long after a date a missed reminder is still worth sending."""
ON_TIME = timedelta(minutes=10)
"""A reminder later than this was missed: nobody ran at its instant."""

BEGINNINGS = frozenset({DeadlineKind.EFFECTIVE, DeadlineKind.SUSPENSION_END})
ENDS = frozenset(
    {
        ChangeReason.REVOKED,
        ChangeReason.STRUCK_DOWN,
        ChangeReason.SUSPENDED,
        ChangeReason.SUPERSEDED,
        ChangeReason.EXPIRY_REMOVED,
    }
)
"""Reasons that are news however long ago the date itself was."""

EVERYBODY = "ALL"
EU = "EU"
EU_MEMBERS = frozenset("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split())  # noqa: SIM905
"""See https://european-union.europa.eu/principles-countries-history/eu-countries_en: 27 members since 1 February 2020."""


@dataclass(frozen=True, slots=True)
class Match:
    """Does a watch ask for this, and which criterion said so. `reason`: fit to show to the watch's author."""

    asked: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What is due now for one deadline, and the next instant (UTC) at which something will be; None when nothing will."""

    alerts: tuple[Alert, ...]
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class Rung:
    """One instant at which a receiver is told: a lead before the date, or, without a lead, the date's passing."""

    at: datetime
    lead: Lead | None
    watch: Watch


def change_alerts(change: Change, watches: Sequence[Watch], now: datetime) -> list[Alert]:
    """One alert to each receiver that asked for the deadline as it is, or as it was. None for what is no news.

    Raises ValueError for a naive `now`, as `reminders` does.
    """
    now = utc(now)
    if not _is_news(change, now):
        return []
    wanted = [w for w in watches if matches(w, change.new).asked or (change.old and matches(w, change.old).asked)]
    alerts = []
    for receiver, asking in _by_receiver(wanted).items():
        alerts.append(
            Alert(
                reason=AlertReason.CHANGE,
                receiver=receiver,
                watches=_names(asking),
                zone=asking[0].zone,
                deadline=change.new,
                old=change.old,
                change=change.reason,
                next_at=_next_at(_rungs(change.new, asking), now),
            )
        )
    return alerts


def reminders(
    deadline: Deadline, watches: Sequence[Watch], now: datetime, *, planned_at: datetime | None = None
) -> Plan:
    """The reminders of this deadline that are due at `now`, at most one to each receiver, and when to ask again.

    Rungs at or before `deadline.dated_at` were told with the change. `planned_at`: the last instant at which this was asked;
    without it, earlier rungs count as missed only when the one that is due is late itself.
    """
    now = utc(now)
    asking = [watch for watch in watches if matches(watch, deadline).asked]
    ladders = {receiver: _rungs(deadline, mine) for receiver, mine in _by_receiver(asking).items()}
    alerts = []
    if now <= deadline.due.closes_at + STALE:
        for receiver, ladder in ladders.items():
            if due := [rung for rung in ladder if rung.at <= now]:
                alerts.append(_reminder(deadline, receiver, ladder, due, now, planned_at))
    next_at = min((at for ladder in ladders.values() if (at := _next_at(ladder, now))), default=None)
    return Plan(tuple(alerts), next_at)


def measure_alerts(news: MeasureNews, watches: Sequence[Watch]) -> list[Alert]:
    """One alert to each receiver that asked for this measure. A watch for certain kinds of dates does not ask for undated measures."""
    wanted = [watch for watch in watches if matches_measure(watch, news).asked]
    return [
        Alert(AlertReason.MEASURE, receiver, _names(asking), asking[0].zone, measure=news)
        for receiver, asking in _by_receiver(wanted).items()
    ]


def matches(watch: Watch, deadline: Deadline) -> Match:
    """Does the watch ask for this deadline? The reason names the criteria that matched, or the first that refused."""
    return _match(watch, deadline.measure, deadline.kind, deadline.firmness, deadline.evidence, deadline.scope)


def matches_measure(watch: Watch, news: MeasureNews) -> Match:
    """Does the watch ask for this measure? The reason names the criteria that matched, or the first that refused."""
    return _match(watch, news.mention.measure, None, news.mention.firmness, news.evidence, None)


def _match(
    watch: Watch, measure: Measure, kind: DeadlineKind | None, firmness: Firmness, evidence: Evidence, scope: str | None
) -> Match:
    said = " ".join(
        filter(
            None,
            (evidence.title, evidence.quote, scope, *measure.products, measure.instrument, measure.authority),
        )
    )
    told = []
    for verdict in (
        _country(watch, measure),
        _listed("measure", measure.kind, watch.measures),
        _listed("kind", kind, watch.kinds),
        *_words(watch, said),
        _floor(
            firmness.at_least(watch.min_firmness),
            f"firmness {firmness}",
            f"below {watch.min_firmness}",
            watch.min_firmness,
        ),
        _floor(
            evidence.confidence >= watch.min_confidence,
            f"confidence {evidence.confidence:.2f}",
            f"below {watch.min_confidence:.2f}",
            watch.min_confidence,
        ),
    ):
        if verdict is not None and not verdict.asked:
            return verdict
        if verdict is not None:
            told.append(verdict.reason)
    return Match(True, "; ".join(told) or "the watch asks for everything")


def _country(watch: Watch, measure: Measure) -> Match | None:
    if not watch.countries:
        return None
    issuer, targets = _code(measure.issuer or ""), {_code(target) for target in measure.targets}
    for country in watch.countries:
        code = _code(country)
        if code == issuer:
            return Match(True, f"country {country} is the issuer")
        if code in targets:
            return Match(True, f"country {country} is a target")
        if EVERYBODY in targets:
            return Match(True, f"country {country}: all partners are targets")
        if code in EU_MEMBERS and EU in {issuer, *targets}:
            return Match(True, f"country {country} is a member of the EU")
    return Match(False, f"none of {list(watch.countries)} issues it or is its target")


def _code(country: str) -> str:
    return "GB" if country.upper() == "UK" else country.upper()


def _listed(what: str, value: str | None, wanted: Sequence[str]) -> Match | None:
    if not wanted:
        return None
    named = [str(each) for each in wanted]
    if value is None:
        return Match(False, f"no date, and the watch asks for {what} {named}")
    return Match(value in wanted, f"{what} {value}" if value in wanted else f"{what} {value} is none of {named}")


def _words(watch: Watch, text: str) -> Iterable[Match]:
    found = {word for word in (*watch.any_words, *watch.all_words, *watch.not_words) if _says(text, word)}
    if watch.any_words:
        hit = next((word for word in watch.any_words if word in found), None)
        yield Match(bool(hit), f"keyword '{hit}'" if hit else f"no keyword of {list(watch.any_words)} in the words")
    if watch.all_words:
        lacking = [word for word in watch.all_words if word not in found]
        yield Match(not lacking, f"the words lack {lacking}" if lacking else f"all of {list(watch.all_words)}")
    if watch.not_words:
        hit = next((word for word in watch.not_words if word in found), None)
        yield Match(not hit, f"the words hold '{hit}', which the watch excludes" if hit else "nothing excluded")


def _says(text: str, word: str) -> bool:
    """Whether the word, or the words in this order, stand in the text: whole words, whatever the case and the spacing."""
    pattern = r"\s+".join(re.escape(part) for part in word.split())
    return bool(pattern) and re.search(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE) is not None


def _floor(reached: bool, what: str, below: str, floor: object) -> Match | None:
    """A lower bound; one that everything reaches goes without saying."""
    if reached:
        return None if floor in (Firmness.SAID, 0.0) else Match(True, what)
    return Match(False, f"{what} is {below}")


def _is_news(change: Change, now: datetime) -> bool:
    new, old = change.new, change.old
    if change.reason in ENDS:
        return new.stated_at >= now - OLD
    if new.due.closes_at < now - OLD:
        return False
    if change.reason is not ChangeReason.CONFIRMED or old is None:
        return True
    firmer = new.firmness is not old.firmness and new.firmness.at_least(old.firmness)
    return firmer or _grain(new) > _grain(old)


def _grain(deadline: Deadline) -> int:
    """How exactly the date is known."""
    return {Precision.MINUTE: 2, Precision.DAY: 1}.get(deadline.due.precision, 0)


def _by_receiver(watches: Iterable[Watch]) -> Mapping[str, list[Watch]]:
    """The watches of each receiver, in the order in which they were written."""
    asking: dict[str, list[Watch]] = {}
    for watch in watches:
        for receiver in dict.fromkeys(watch.receivers):
            asking.setdefault(receiver, []).append(watch)
    return asking


def _names(watches: Iterable[Watch]) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys((watch.name, watch.line) for watch in watches))


def _rungs(deadline: Deadline, watches: Iterable[Watch]) -> list[Rung]:
    """All rungs of one receiver's watches that come after the date was told, earliest first."""
    if deadline.closed or _has_turned(deadline):
        return []
    due = deadline.due
    rungs = [Rung(lead.before(due), lead, watch) for watch in watches for lead in watch.leads]
    if deadline.kind in DEMANDS:
        rungs += [Rung(due.closes_at, None, watch) for watch in watches]
    return sorted((rung for rung in rungs if rung.at > deadline.dated_at), key=_urgency)


def _has_turned(deadline: Deadline) -> bool:
    """Has it begun, or been put off without a new date? Then nothing is ahead to be reminded of."""
    if deadline.kind is DeadlineKind.EFFECTIVE and deadline.status is Status.SUSPENDED:
        return True
    return deadline.kind in BEGINNINGS and deadline.status is Status.IN_FORCE


def _urgency(rung: Rung) -> tuple[datetime, bool, str]:
    """Later is more urgent; the passing of the date most of all. A day and 24 hours may fall on one instant: the name decides."""
    return (rung.at, rung.lead is None, str(rung.lead))


def _next_at(rungs: Iterable[Rung], now: datetime) -> datetime | None:
    return next((rung.at for rung in rungs if rung.at > now), None)


def _reminder(
    deadline: Deadline,
    receiver: str,
    ladder: Sequence[Rung],
    due: Sequence[Rung],
    now: datetime,
    planned_at: datetime | None,
) -> Alert:
    """The most urgent of the rungs that are due; what was missed before it is told along."""
    urgent = due[-1]
    late = now - urgent.at > ON_TIME
    missed = [
        rung.lead
        for rung in due
        if rung.lead is not None
        and rung.lead != urgent.lead
        and now - rung.at > ON_TIME
        and (late if planned_at is None else rung.at > planned_at)
    ]
    asked = [rung.watch for rung in due if rung.lead == urgent.lead]
    return Alert(
        reason=AlertReason.PASSED if urgent.lead is None else AlertReason.REMINDER,
        receiver=receiver,
        watches=_names(asked),
        zone=asked[0].zone,
        deadline=deadline,
        lead=urgent.lead,
        missed=tuple(dict.fromkeys(missed)),
        next_at=_next_at(ladder, now),
    )
