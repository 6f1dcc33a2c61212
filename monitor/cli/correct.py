"""`monitor correct`: what a person knows better."""

from dataclasses import dataclass
from datetime import datetime
from math import isfinite
from pathlib import Path
from zoneinfo import ZoneInfo

from monitor.cli import shell
from monitor.cli.documents import moment
from monitor.cli.keys import named
from monitor.errors import ReadError, UsageError
from monitor.notify.clean import single_line
from monitor.notify.rows import differences
from monitor.pipeline.correct import correct as write_correction
from monitor.pipeline.learn import Learnt
from monitor.shown.contract import deadline_json, due_text
from monitor.shown.timeline import standing
from monitor.types import Deadline, Due, Precision, Status

HIGHEST_RATE = 10_000.0


@dataclass(frozen=True, slots=True)
class Said:
    """The words of the command line."""

    by: str
    reason: str
    date: str | None
    status: Status | None
    rate: float | None
    revoked: bool


def correct(key: str, said: Said, directory: Path | None, *, as_json: bool) -> None:
    """Writes the correction down and queues its alerts; the daemon sends them. Raises UsageError with near keys for an unknown one."""
    _check(said)
    found = shell.settings()
    watches = shell.configuration(found, directory).watches
    with shell.opened_store(found) as store, store.begin() as tx:
        record = named(tx, key)
        learnt = write_correction(
            tx,
            record,
            watches,
            shell.now(),
            by=single_line(said.by),
            reason=said.reason.strip(),
            due=_due(said, record) if said.date is not None else None,
            status=Status.REVOKED if said.revoked else said.status,
            rate_percent=said.rate,
        )
    if as_json:
        shell.print_json(_json(record, learnt))
    else:
        _print(learnt)


def _check(said: Said) -> None:
    if said.date is None and said.status is None and said.rate is None and not said.revoked:
        raise UsageError(
            "say what is so: --date, --status, --rate or --revoked (the date that is known already settles a doubt about it)"
        )
    if said.revoked and said.status is not None:
        raise UsageError("--revoked is a status: leave out --status")
    if not single_line(said.by) or not single_line(said.reason):
        raise UsageError("--by and --reason must say who and why")
    if said.rate is not None and not (isfinite(said.rate) and 0 <= said.rate <= HIGHEST_RATE):
        raise UsageError(f"--rate {said.rate}: a rate is between 0 and {HIGHEST_RATE:g} percent")


def _due(said: Said, record: Deadline) -> Due:
    """The date in the record's own zone: a day there, or an instant."""
    assert said.date is not None
    old, trace = record.due, f"set by {single_line(said.by)}"
    try:
        instant, day_only = moment(said.date)
    except ReadError as error:
        raise UsageError(str(error).replace("published", "--date")) from error
    if day_only:
        return Due(instant.date(), old.zone, inclusive=old.inclusive, trace=trace)
    return _exact(instant, old.zone, trace)


def _exact(instant: datetime, zone: str, trace: str) -> Due:
    """The instant as wall time of the zone, or of UTC where the zone's clock shows that time twice and the earlier is not meant."""
    if instant.second or instant.microsecond:
        raise UsageError("--date: a deadline is told to the minute")
    for name in (zone, "UTC"):
        local = instant.astimezone(ZoneInfo(name))
        due = Due(local.date(), name, local.time().replace(fold=0), Precision.MINUTE, trace=trace)
        if due.opens_at == instant:
            break
    return due


def _json(record: Deadline, learnt: Learnt) -> dict[str, object]:
    first = learnt.changes[0]
    return {
        "reason": first.reason,
        "previous": due_text(record.due) if record.due != first.new.due else None,
        **deadline_json(learnt.changes[-1].new),
        "document": first.new.evidence.document,
        "alerts": len(learnt.alerts),
    }


def _print(learnt: Learnt) -> None:
    from rich.text import Text

    console, new = shell.console(), learnt.changes[-1].new
    console.print(Text(f"corrected: {new.key}"))
    for change in learnt.changes:
        for line in differences(change.old, change.new) if change.old else ():
            console.print(Text(f"  {single_line(line)}"))
    console.print(Text(f"  now: {standing(new)} (revision {new.revision})"))
    waiting = len(learnt.alerts)
    sent = "the daemon sends it" if waiting == 1 else "the daemon sends them"
    told = (
        f"{waiting} alert{'s' * (waiting != 1)} queued: {sent}"
        if waiting
        else "no alert: no watch asks for it, or its date is long past"
    )
    console.print(Text(f"  {told}"))
