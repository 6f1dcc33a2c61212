"""All that is recorded of one deadline, as an auditor needs it: facts for programs, and the page for people."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from monitor.cli.history import revisions_json, with_marks
from monitor.cli.mark import mark_words
from monitor.ledger.precedence import PERSON
from monitor.notify.clean import link, single_line
from monitor.notify.moments import due_words, in_utc, when
from monitor.notify.words import CHANGES, ROLES, STATUSES, rank_words
from monitor.ports import Filed
from monitor.shown.contract import Json, deadline_json, instant_text
from monitor.shown.timeline import Entry, entries, heading, state
from monitor.types import Mark, Revision, Step, digest_of

PAGES = Path(__file__).parent / "pages"
DIGEST = "SHA-256 over the title, one byte 0x1F and the text, in UTF-8"
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that would command a terminal or turn the direction of what is read; shown by their numbers."""


@dataclass(frozen=True, slots=True)
class Audit:
    """`revisions`: what we knew, oldest first, at least one. `steps`: the record in order of publication. `made_at`: aware UTC."""

    revisions: Sequence[Revision]
    steps: Sequence[Step]
    filed: Sequence[Filed]
    made_at: datetime
    program: str
    marks: Sequence[Mark] = ()


def documents_of(revisions: Sequence[Revision], steps: Sequence[Step]) -> list[str]:
    """The ids of all documents that the record rests on or that changed it, those that disputed it among them."""
    named = [revision.change.new.evidence.document for revision in revisions] + [document_of(step) for step in steps]
    return list(dict.fromkeys(name for name in named if name))


def document_of(step: Step) -> str | None:
    """The document that made the step; None for the clock's."""
    return step.place.turn.partition(":")[2] or None


def facts(audit: Audit) -> Json:
    """The audit for programs. Texts of publishers who are not official are left out: they are theirs; their digests stand for them."""
    last = audit.revisions[-1]
    return {
        "format": "deadline-audit",
        "version": 1,
        "program": audit.program,
        "made_at": instant_text(audit.made_at),
        "deadline": {**deadline_json(last.change.new), "withdrawn": last.withdrawn},
        "revisions": revisions_json(audit.revisions, audit.marks),
        "steps": [_step_json(step) for step in audit.steps],
        "digest": DIGEST,
        "documents": [_document_json(filed) for filed in audit.filed],
    }


def page(audit: Audit) -> str:
    """The audit as one HTML page that needs nothing but itself; all words in it are escaped by the template."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(PAGES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    last = audit.revisions[-1]
    deadline = last.change.new
    return environment.get_template("audit.html").render(
        facts=facts(audit),
        heading=heading(deadline),
        meaning=ROLES[deadline.kind].meaning,
        state=state(deadline, withdrawn=last.withdrawn),
        when=when(deadline.due, deadline.due.zone),
        made_at=in_utc(audit.made_at),
        entries=list(_entries(audit)),
        steps=[_step_row(step) for step in audit.steps],
        documents=[_document_view(filed) for filed in audit.filed],
    )


def _entries(audit: Audit) -> Iterator[Entry]:
    """The revisions, and beside each what readers said of it."""
    told = with_marks(audit.revisions, audit.marks)
    for entry, (_, said) in zip(entries(audit.revisions), told, strict=True):
        yield replace(entry, rows=(*entry.rows, *(("marked", mark_words(mark)) for mark in said)))


def _step_json(step: Step) -> Json:
    return {
        "at": instant_text(step.place.at),
        "document": document_of(step),
        "reason": step.reason,
        **deadline_json(step.state),
    }


def _document_json(filed: Filed) -> Json:
    document = filed.document
    return {
        "id": document.id,
        "source": document.source,
        "url": document.url,
        "title": document.title,
        "published": instant_text(document.published),
        "day_only": document.day_only,
        "signed": document.signed.isoformat() if document.signed else None,
        "official": document.official,
        "rank": document.rank,
        "rank_words": rank_words(document.rank),
        "issuer": document.issuer,
        "zone": document.zone,
        "learnt_at": instant_text(filed.learnt_at),
        "sha256": filed.digest,
        "agrees": digest_of(document.title, document.text) == filed.digest,
        "text": document.text if _quotable(filed) else None,
    }


def _quotable(filed: Filed) -> bool:
    return filed.document.official or filed.document.rank >= PERSON


def _step_row(step: Step) -> dict[str, str]:
    return {
        "said": in_utc(step.place.at),
        "reason": CHANGES[step.reason].capitalize(),
        "date": due_words(step.state.due),
        "status": STATUSES[step.state.status].partition(" (")[0],
        "document": document_of(step) or "",
    }


def _document_view(filed: Filed) -> dict[str, Any]:
    document = filed.document
    return _document_json(filed) | {
        "title": single_line(document.title) or "(no title)",
        "link": link(document.url),
        "published": in_utc(document.published)
        + (" (the publisher gave a day and no hour)" if document.day_only else ""),
        "learnt": in_utc(filed.learnt_at),
        "text": _visible(document.text) if _quotable(filed) else None,
    }


def _visible(text: str) -> str:
    return UNSEEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)
