"""`monitor history`: how one deadline came to be what it is, on both axes of time."""

from collections.abc import Sequence

from monitor.cli import shell
from monitor.cli.keys import in_full
from monitor.policy import standing as marks_standing
from monitor.shown.contract import Json, revision_json
from monitor.shown.marks import mark_json, mark_words
from monitor.shown.timeline import entries, heading, standing
from monitor.types import Mark, Revision


def history(key: str, *, as_json: bool, workspace: str | None = None) -> None:
    """Shows all revisions of one deadline, oldest first. Raises UsageError with near keys when there is none."""
    with shell.opened_room(shell.settings(), workspace) as store, store.read() as tx:
        key = in_full(tx, key)
        revisions, marks = tx.history(key), tx.marks([key]).get(key, [])
    if as_json:
        shell.print_json(revisions_json(revisions, marks))
    else:
        _print(key, with_marks(revisions, marks), marks)


def revisions_json(revisions: Sequence[Revision], marks: Sequence[Mark]) -> list[Json]:
    """All revisions, each with what readers said while it was the newest."""
    told = with_marks(revisions, marks)
    return [{**revision_json(one), "marks": [mark_json(mark) for mark in said]} for one, said in told]


def with_marks(revisions: Sequence[Revision], marks: Sequence[Mark]) -> list[tuple[Revision, list[Mark]]]:
    """Each revision with what readers said while it was the newest; what was said before all of them stands with the first."""
    told: list[tuple[Revision, list[Mark]]] = [(revision, []) for revision in revisions]
    for mark in marks:
        known = [said for revision, said in told if revision.learnt_at <= mark.at]
        (known or [told[0][1]])[-1].append(mark)
    return told


def _print(key: str, told: Sequence[tuple[Revision, Sequence[Mark]]], marks: Sequence[Mark]) -> None:
    from rich.padding import Padding
    from rich.text import Text

    console, now, last = shell.console(), shell.now(), told[-1][0]
    console.print(Text(heading(last.change.new), "bold"))
    in_force = marks_standing(marks, last.change.new, now).marks(now)
    rows = [("marked", mark_words(mark)) for mark in in_force]
    shell.print_rows(("key", key), ("now", standing(last.change.new, withdrawn=last.withdrawn)), *rows)
    for entry, (_, said) in zip(entries([revision for revision, _ in told]), told, strict=True):
        title = Text.assemble((f"{entry.number:>2}  ", "dim"), (entry.reason, "bold"), f"  {entry.date}")
        console.print(Padding(title, (1, 0, 0, 0)))
        shell.print_rows(*entry.rows, *(("marked", mark_words(mark)) for mark in said))
