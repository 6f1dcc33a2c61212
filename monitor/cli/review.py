"""`monitor review`: what a person should look at, and the command that settles it."""

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence

from monitor.cli import shell
from monitor.cli.mark import correction, mark_words
from monitor.ledger import Doubt, Doubting, doubts
from monitor.notify.clean import link, single_line
from monitor.notify.moments import due_words, in_utc
from monitor.notify.words import rank_words
from monitor.policy import standing as marks_standing
from monitor.shown.contract import Json, deadline_json, due_text
from monitor.shown.timeline import heading, standing
from monitor.types import Deadline, Due, Mark, Precision

DATED = re.compile(r"disputed: (\d{4}-\d\d-\d\d) ")
WHO = "--by NAME --reason TEXT"


def review(limit: int, *, as_json: bool) -> None:
    """Lists the deadlines in doubt, the newest doubt first."""
    with shell.opened_store(shell.settings()) as store, store.read() as tx:
        found = tx.doubted(limit)
        said = tx.marks(deadline.key for deadline in found)
    now = shell.now()
    held = {one.key: marks_standing(said.get(one.key, ()), one, now).wrong for one in found}
    if as_json:
        shell.print_json([_json(deadline, held[deadline.key]) for deadline in found])
    elif found:
        _print(found, held)
    else:
        shell.console().print("nothing to review: no deadline ahead is in doubt")


def doubt_words(doubt: Doubt, deadline: Deadline) -> str:
    """The doubt in a sentence."""
    if doubt.why is Doubting.CONFIDENCE:
        return f"low confidence ({deadline.evidence.confidence:.0%}): parts of it are inferred, not written"
    if doubt.other is not None:
        return f"ambiguous: the same words can mean {due_words(doubt.other)}"
    note = single_line(doubt.note)
    return note if doubt.why is Doubting.DISPUTED else f"warning: {note}"


def settlements(deadline: Deadline, wrong: Mark | None = None) -> list[str]:
    """The commands that settle it, that it is right as it stands first; NAME and TEXT are to be filled in."""
    settled = [
        f"monitor correct {shlex.quote(deadline.key)} {said} {WHO}" for said in dict.fromkeys(_commands(deadline))
    ]
    return [*settled, *([correction(deadline)] if wrong is not None else [])]


def _commands(deadline: Deadline) -> list[str]:
    commands = [_as_it_is(deadline)]
    for doubt in doubts(deadline):
        other = _other_date(doubt)
        if other is not None:
            commands.append(f"--date {other}")
        elif doubt.why is Doubting.DISPUTED:
            commands.append("--revoked")
    return commands


def _other_date(doubt: Doubt) -> str | None:
    """The date that may be right instead, as `monitor correct --date` takes it."""
    if doubt.why is Doubting.DISPUTED:
        found = DATED.match(doubt.note)
        return found[1] if found else None
    return due_text(doubt.other) if doubt.other is not None and _sayable(doubt.other) else None


def _as_it_is(deadline: Deadline) -> str:
    if deadline.closed or not _sayable(deadline.due):
        return f"--status {deadline.status}"
    return f"--date {due_text(deadline.due)}"


def _sayable(due: Due) -> bool:
    """Can `monitor correct --date` say it? Months and intervals it can not."""
    return due.precision in (Precision.DAY, Precision.MINUTE)


def _json(deadline: Deadline, wrong: Mark | None) -> Json:
    evidence = deadline.evidence
    return {
        **deadline_json(deadline),
        "doubts": [
            {"why": doubt.why, "words": doubt_words(doubt, deadline), "date": _other_date(doubt)}
            for doubt in doubts(deadline)
        ]
        + ([{"why": "wrong", "words": mark_words(wrong), "date": None}] if wrong is not None else []),
        "confidence": evidence.confidence,
        "rank": evidence.rank,
        "rank_words": rank_words(evidence.rank),
        "title": evidence.title,
        "settle": settlements(deadline, wrong),
    }


def _print(found: Sequence[Deadline], held: Mapping[str, Mark | None]) -> None:
    from rich.text import Text

    console = shell.console()
    for deadline in found:
        console.print(Text(heading(deadline), "bold"))
        shell.print_rows(*_rows(deadline, held[deadline.key]))
        # Not folded by us: a command is there to be copied.
        for command in settlements(deadline, held[deadline.key]):
            console.print(Text(f"    {command}"), soft_wrap=True)
        console.print()
    console.print(f"{len(found)} in doubt; the first command says that it is right as it stands", highlight=False)


def _rows(deadline: Deadline, wrong: Mark | None) -> Iterator[tuple[str, str]]:
    evidence = deadline.evidence
    yield "stands", standing(deadline)
    label = "doubt"
    for doubt in doubts(deadline):
        yield label, doubt_words(doubt, deadline)
        label = ""
    if wrong is not None:
        yield label, mark_words(wrong)
    if evidence.quote:
        yield "words", f'"{single_line(evidence.quote)}"'
    yield "source", f"{single_line(evidence.source)} ({rank_words(evidence.rank)}), {in_utc(evidence.published)}"
    if link(evidence.url):
        yield "link", str(link(evidence.url))
