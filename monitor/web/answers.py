"""What readers answer on the site and by its API: marks and corrections, written down as the commands write them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from fastapi import HTTPException

from monitor import policy
from monitor.errors import UsageError
from monitor.notify.clean import cut, single_line
from monitor.pipeline.learn import Learnt
from monitor.pipeline.mark import Marked, lift, mark
from monitor.ports import Transaction
from monitor.shown.marks import LONGEST_NAME, LONGEST_NOTE, mark_words
from monitor.shown.said import Correcting, correct
from monitor.types import Deadline, MarkKind, Status
from monitor.web.access import SOMEBODY, Visitor
from monitor.web.pages import SharedError
from monitor.web.site import Site


@dataclass(frozen=True, slots=True)
class Said:
    """All that readers said of a deadline. `in_force`: (kind, words); `past`: words, the newest first."""

    in_force: tuple[tuple[MarkKind, str], ...]
    past: tuple[str, ...]


def said_of(tx: Transaction, deadline: Deadline, seen_at: datetime, zone: str) -> Said:
    """What was said by `seen_at` (aware UTC)."""
    marks = [mark for mark in tx.marks([deadline.key]).get(deadline.key, []) if mark.at <= seen_at]
    held = policy.standing(marks, deadline, seen_at).marks(seen_at)
    return Said(
        tuple((mark.kind, mark_words(mark, zone)) for mark in held),
        tuple(mark_words(mark, zone) for mark in reversed(marks) if mark not in held),
    )


def signed(visitor: Visitor, fields: Mapping[str, str]) -> str:
    """Whose word it is: who is known signs with that name, others with what they write."""
    given = cut(single_line(fields.get("name", "")), LONGEST_NAME)
    return (given or SOMEBODY) if visitor.name == SOMEBODY else visitor.name


def put_mark(
    site: Site, key: str, kind: MarkKind, *, by: str, note: str, until: datetime | None = None
) -> tuple[Deadline, Marked]:
    """Writes a mark down. Raises UsageError, MonitorError, HTTPException for a key that no deadline has."""
    with site.store.begin() as tx:
        deadline = _standing(tx, key)
        words = cut(single_line(note), LONGEST_NOTE)
        return deadline, mark(tx, deadline, kind, site.now(), by=by, note=words, until=until)


def lift_mark(site: Site, key: str, kind: MarkKind, *, by: str, note: str) -> tuple[Deadline, Marked]:
    """Takes a mark back. Raises MonitorError where none is in force, HTTPException for a key that no deadline has."""
    with site.store.begin() as tx:
        deadline = _standing(tx, key)
        return deadline, lift(tx, deadline, kind, site.now(), by=by, note=cut(single_line(note), LONGEST_NOTE))


def put_correction(house: Site, workspace: str | None, key: str, said: Correcting) -> tuple[Deadline, Learnt]:
    """Writes a correction down, and tells it to everybody; also the record as it was, and of the alerts the reader's own.

    `house`: the whole site; `workspace`: of the reader. Raises SharedError for another one than the default, UsageError, HTTPException for
    a key that no deadline has.
    """
    if workspace != "":
        raise SharedError(
            "corrections are made in the default workspace alone: they stand above every publisher, and the ledger is shared by all"
        )
    with house.store.begin() as tx:
        record = _standing(tx, key)
        learnt = correct(tx, record, said, house.config().all_watches, house.now())
    return record, replace(learnt, alerts=[alert for alert in learnt.alerts if alert.workspace == workspace])


def correction_in(fields: Mapping[str, str], by: str) -> Correcting:
    """The correction that a form holds; fields left empty stay as they are. Raises UsageError."""
    given = {name: words.strip() for name, words in fields.items() if words.strip()}
    if by == SOMEBODY:
        raise UsageError("name: say who you are: a correction is signed")
    status, rate = given.get("status"), given.get("rate", "").removesuffix("%").strip().replace(",", ".")
    if status is not None and status not in set(Status):
        raise UsageError(f"status {status[:40]!r} is not known; known: {', '.join(Status)}")
    try:
        percent = float(rate) if rate else None
    except ValueError:
        raise UsageError(f"rate {rate[:40]!r} is no number; write 12.5") from None
    reason = cut(given.get("reason", ""), LONGEST_NOTE)
    return Correcting(
        by, reason, given.get("date"), Status(status) if status else None, percent, given.get("revoked") == "yes"
    )


def _standing(tx: Transaction, key: str) -> Deadline:
    found = tx.deadline(key)
    if found is None:
        raise HTTPException(404, "no deadline has this key, or it was withdrawn: no text tells it any more")
    return found
