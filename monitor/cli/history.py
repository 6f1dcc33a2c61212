"""`monitor history`: how one deadline came to be what it is, on both axes of time."""

from collections.abc import Sequence

from monitor.cli import shell
from monitor.cli.contract import Json, deadline_json, due_text, instant_text
from monitor.cli.keys import unknown
from monitor.cli.timeline import entries, has_new_words, heading, standing
from monitor.notify.words import rank_words
from monitor.types import Revision


def history(key: str, *, as_json: bool) -> None:
    """Shows all revisions of one deadline, oldest first. Raises UsageError with near keys when there is none."""
    with shell.opened_store(shell.settings()) as store, store.read() as tx:
        revisions = tx.history(key)
        if not revisions:
            raise unknown(tx, key)
    if as_json:
        shell.print_json([revision_json(revision) for revision in revisions])
    else:
        _print(key, revisions)


def revision_json(revision: Revision) -> Json:
    """One revision with both its times, what it changed, and the words it rests on."""
    change = revision.change
    new, old, evidence = change.new, change.old, change.new.evidence
    return {
        "at": instant_text(change.at),
        "reason": change.reason,
        "previous": due_text(old.due) if old else None,
        "trace": new.due.trace,
        **deadline_json(new),
        "title": evidence.title,
        "stated_at": instant_text(new.stated_at),
        "learnt_at": instant_text(revision.learnt_at),
        "said_at": instant_text(evidence.published) if has_new_words(revision) else None,
        "withdrawn": revision.withdrawn,
        "document": evidence.document,
        "rank": evidence.rank,
        "rank_words": rank_words(evidence.rank),
        "rule": evidence.rule,
        "confidence": evidence.confidence,
        "alternatives": [due_text(other) for other in evidence.alternatives],
        "warnings": list(evidence.warnings),
        "because": evidence.because or None,
    }


def _print(key: str, revisions: Sequence[Revision]) -> None:
    from rich.padding import Padding
    from rich.text import Text

    console, last = shell.console(), revisions[-1]
    console.print(Text(heading(last.change.new), "bold"))
    shell.print_rows(("key", key), ("now", standing(last.change.new, withdrawn=last.withdrawn)))
    for entry in entries(revisions):
        title = Text.assemble((f"{entry.number:>2}  ", "dim"), (entry.reason, "bold"), f"  {entry.date}")
        console.print(Padding(title, (1, 0, 0, 0)))
        shell.print_rows(*entry.rows)
