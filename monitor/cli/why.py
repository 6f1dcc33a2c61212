"""`monitor why`: which watch asked for a deadline or a measure, by what, and what kept the others from asking."""

import difflib
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path

from monitor import policy
from monitor.cli import shell
from monitor.errors import UsageError
from monitor.notify.clean import single_line
from monitor.ports import Query, Transaction
from monitor.shown.contract import Json, instant_text
from monitor.shown.marks import mark_json
from monitor.types import Deadline, Mark, MeasureNews, Watch, plain_name

MEASURES = 1_000_000


def why(key: str, directory: Path | None, *, as_json: bool, workspace: str | None = None) -> None:
    """Shows every watch with the criteria that matched, or the first that refused. Raises UsageError for an unknown key."""
    found = shell.settings()
    own = shell.workspace_named(found, workspace, directory)
    watches = shell.configuration(found, directory, secrets=False).within(own).watches
    with shell.opened_store(found) as whole, whole.within(own).read() as tx:
        subject = _subject(tx, key)
        marks = tx.marks([key]).get(key, [])
    answer = reasons(subject, watches, shell.now(), marks)
    if as_json:
        shell.print_json(answer)
    else:
        shell.console().print(*lines(answer), sep="\n", markup=False, highlight=False, soft_wrap=True)


def reasons(
    subject: Deadline | MeasureNews, watches: Sequence[Watch], now: datetime, marks: Sequence[Mark] = ()
) -> Json:
    """What `monitor why --json` shows; the watches stand in the order in which they are written.

    `marks`: what readers said of the deadline, oldest first.
    """
    # A watch whose receivers are told in different manners stands in the configuration once for each.
    alike = groupby(watches, lambda watch: (watch.name, watch.line))
    told = [_reason(subject, list(parts), now, marks) for _, parts in alike]
    in_force = policy.standing(marks, subject, now).marks(now) if isinstance(subject, Deadline) else ()
    return {
        "key": subject.key,
        "of": "deadline" if isinstance(subject, Deadline) else "measure",
        "asked": any(one["asked"] for one in told),
        "watches": told,
        "marks": [mark_json(mark) for mark in in_force],
    }


def _reason(subject: Deadline | MeasureNews, parts: Sequence[Watch], now: datetime, marks: Sequence[Mark]) -> Json:
    watch = parts[0]
    if isinstance(subject, Deadline):
        match = policy.matches(watch, subject)
        next_at = policy.reminders(subject, parts, now, marks=marks).next_at if match.asked else None
    else:
        match, next_at = policy.matches_measure(watch, subject), None
    return {
        "watch": watch.name,
        "line": watch.line,
        "asked": match.asked,
        "reason": match.reason,
        "receivers": [plain_name(name) for part in parts for name in part.receivers] if match.asked else [],
        "next_reminder": instant_text(next_at) if next_at else None,
    }


def lines(answer: Json) -> list[str]:
    """The same for people: those who asked first."""
    if not answer["watches"]:
        return ["no watch asks for it: there is none"]
    asked = [one for one in answer["watches"] if one["asked"]]
    rows = [] if asked else ["no watch asks for it"]
    for one in [*asked, *(one for one in answer["watches"] if not one["asked"])]:
        mark = "asks for it" if one["asked"] else "does not"
        rows.append(f'{one["line"]}: "{single_line(one["watch"])}" {mark}: {single_line(one["reason"])}')
        if one["asked"]:
            ahead = f"next reminder {one['next_reminder']}" if one["next_reminder"] else "no reminder is ahead"
            rows.append(f"    told to {', '.join(one['receivers'])}; {ahead}")
    rows += [f"marked {mark['mark']} by {single_line(mark['by'])} at {mark['at']}" for mark in answer["marks"]]
    return rows


def _subject(tx: Transaction, key: str) -> Deadline | MeasureNews:
    if deadline := tx.deadline(key):
        return deadline
    measures = {news.key: news for news in tx.measures(MEASURES)}
    if news := measures.get(key):
        return news
    known = [*(deadline.key for deadline in tx.deadlines(Query(limit=10_000))), *measures]
    near = difflib.get_close_matches(key, known, 3, 0.4)
    raise UsageError(f"no deadline and no measure has the key {key!r}" + (f"; near: {', '.join(near)}" if near else ""))
