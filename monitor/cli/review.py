"""`monitor review`: what a person should look at, and the command that settles it."""

from collections.abc import Iterator, Mapping, Sequence

from monitor.cli import shell
from monitor.ledger import doubts
from monitor.notify.clean import link, single_line
from monitor.notify.moments import in_utc
from monitor.notify.words import rank_words
from monitor.policy import standing as marks_standing
from monitor.shown.contract import Json, deadline_json
from monitor.shown.marks import mark_words
from monitor.shown.review import commands, doubt_words, other_date
from monitor.shown.timeline import heading, standing
from monitor.types import Deadline, Mark


def review(limit: int, *, as_json: bool, workspace: str | None = None) -> None:
    """Lists the deadlines in doubt, the newest doubt first."""
    with shell.opened_room(shell.settings(), workspace) as store, store.read() as tx:
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


def _json(deadline: Deadline, wrong: Mark | None) -> Json:
    evidence = deadline.evidence
    return {
        **deadline_json(deadline),
        "doubts": [
            {"why": doubt.why, "words": doubt_words(doubt, deadline), "date": other_date(doubt)}
            for doubt in doubts(deadline)
        ]
        + ([{"why": "wrong", "words": mark_words(wrong), "date": None}] if wrong is not None else []),
        "confidence": evidence.confidence,
        "rank": evidence.rank,
        "rank_words": rank_words(evidence.rank),
        "title": evidence.title,
        "settle": commands(deadline, wrong),
    }


def _print(found: Sequence[Deadline], held: Mapping[str, Mark | None]) -> None:
    from rich.text import Text

    console = shell.console()
    for deadline in found:
        console.print(Text(heading(deadline), "bold"))
        shell.print_rows(*_rows(deadline, held[deadline.key]))
        # Not folded by us: a command is there to be copied.
        for command in commands(deadline, held[deadline.key]):
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
