"""`monitor review`: what a person should look at, and the command that settles it."""

import re
import shlex
from collections.abc import Iterator, Sequence

from monitor.cli import shell
from monitor.cli.contract import Json, deadline_json, due_text
from monitor.cli.timeline import heading, standing
from monitor.ledger import Doubt, Doubting, doubts
from monitor.notify.clean import link, single_line
from monitor.notify.moments import due_words, in_utc
from monitor.notify.words import rank_words
from monitor.types import Deadline, Due, Precision

DATED = re.compile(r"disputed: (\d{4}-\d\d-\d\d) ")
WHO = "--by NAME --reason TEXT"


def review(limit: int, *, as_json: bool) -> None:
    """Lists the deadlines in doubt, the newest doubt first."""
    with shell.opened_store(shell.settings()) as store, store.read() as tx:
        found = tx.doubted(limit)
    if as_json:
        shell.print_json([_json(deadline) for deadline in found])
    elif found:
        _print(found)
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


def settlements(deadline: Deadline) -> list[str]:
    """The commands that settle it, that it is right as it stands first; NAME and TEXT are to be filled in."""
    commands = [_as_it_is(deadline)]
    for doubt in doubts(deadline):
        other = _other_date(doubt)
        if other is not None:
            commands.append(f"--date {other}")
        elif doubt.why is Doubting.DISPUTED:
            commands.append("--revoked")
    return [f"monitor correct {shlex.quote(deadline.key)} {said} {WHO}" for said in dict.fromkeys(commands)]


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


def _json(deadline: Deadline) -> Json:
    evidence = deadline.evidence
    return {
        **deadline_json(deadline),
        "doubts": [
            {"why": doubt.why, "words": doubt_words(doubt, deadline), "date": _other_date(doubt)}
            for doubt in doubts(deadline)
        ],
        "confidence": evidence.confidence,
        "rank": evidence.rank,
        "rank_words": rank_words(evidence.rank),
        "title": evidence.title,
        "settle": settlements(deadline),
    }


def _print(found: Sequence[Deadline]) -> None:
    from rich.text import Text

    console = shell.console()
    for deadline in found:
        console.print(Text(heading(deadline), "bold"))
        shell.print_rows(*_rows(deadline))
        # Not folded by us: a command is there to be copied.
        for command in settlements(deadline):
            console.print(Text(f"    {command}"), soft_wrap=True)
        console.print()
    console.print(f"{len(found)} in doubt; the first command says that it is right as it stands", highlight=False)


def _rows(deadline: Deadline) -> Iterator[tuple[str, str]]:
    evidence = deadline.evidence
    yield "stands", standing(deadline)
    label = "doubt"
    for doubt in doubts(deadline):
        yield label, doubt_words(doubt, deadline)
        label = ""
    if evidence.quote:
        yield "words", f'"{single_line(evidence.quote)}"'
    yield "source", f"{single_line(evidence.source)} ({rank_words(evidence.rank)}), {in_utc(evidence.published)}"
    if link(evidence.url):
        yield "link", str(link(evidence.url))
