"""Days that the publisher states beside the text, held against those that the text itself gives.

The Federal Register's `effective_on` can be wrong or empty (seen 2026-09), and a text can be read wrongly: where the two disagree, the
words count and the mention says so, which `monitor review` lists. A day that no words give is a mention of its own. **Pure.**
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from monitor.grammar.claims import firmness_of
from monitor.grammar.subject import subject
from monitor.grammar.surroundings import Surroundings
from monitor.types import DeadlineKind, Document, Due, Measure, MeasureMention, Mention, Stated, Status

FIELD_ALONE = 0.75
"""Confidence of a day that only a field gives: sure enough to tell, less than one whose words were read."""
_COUNTS_ITSELF = (DeadlineKind.COMMENT_CLOSE, DeadlineKind.EXPIRY)
"""Roles whose last day still counts."""


def with_stated(
    mentions: Sequence[Mention],
    measures: Sequence[MeasureMention],
    document: Document,
    titled: Surroundings | None,
    published: date,
) -> tuple[Mention, ...]:
    """The mentions, doubted where fields say only other days, and after them those that only a field gives.

    `titled`: what stands around the title, if there is one. `published`: the day of publication; a day before it is no news.
    """
    found = list(mentions)
    for kind in dict.fromkeys(stated.kind for stated in document.stated):
        days = [stated for stated in document.stated if stated.kind is kind]
        rivals = [mention for mention in mentions if mention.kind is kind]
        untold = [stated for stated in days if not any(_agrees(mention, stated.day) for mention in rivals)]
        if rivals and len(untold) == len(days):
            notes = [f"the publisher's field {stated.name} says {stated.day.isoformat()}" for stated in untold]
            found = [_noted(mention, notes) if mention.kind is kind else mention for mention in found]
            continue
        for stated in untold:
            if stated.day >= published:
                found += _from_field(stated, mentions, measures, document, titled, published)
    return tuple(found)


def _agrees(mention: Mention, day: date) -> bool:
    return any(due.day <= day <= due.last_day for due in (mention.due, *mention.alternatives))


def _noted(mention: Mention, notes: Sequence[str]) -> Mention:
    return replace(mention, warnings=(*mention.warnings, *notes))


def _from_field(
    stated: Stated,
    mentions: Sequence[Mention],
    measures: Sequence[MeasureMention],
    document: Document,
    titled: Surroundings | None,
    published: date,
) -> Iterator[Mention]:
    measure = next(_known(mentions, measures, document, titled), None)
    if measure is None or document.zone is None or not document.title:
        return
    begun = stated.kind is DeadlineKind.EFFECTIVE and stated.day <= published
    yield Mention(
        kind=stated.kind,
        due=Due(
            stated.day, document.zone, inclusive=stated.kind in _COUNTS_ITSELF, trace=f"the publisher's {stated.name}"
        ),
        measure=measure,
        status=Status.IN_FORCE if begun else Status.ANNOUNCED,
        firmness=firmness_of(document, document.title),
        quote=document.title,
        start=0,
        end=len(document.title),
        rule=f"stated/{stated.name}",
        confidence=FIELD_ALONE,
        where="title",
    )


def _known(
    mentions: Sequence[Mention], measures: Sequence[MeasureMention], document: Document, titled: Surroundings | None
) -> Iterator[Measure]:
    """What the day can be about: the measures of the text, else what the title tells."""
    yield from (mention.measure for mention in mentions)
    yield from (mention.measure for mention in measures)
    about = None if titled is None else subject(document.title, 0, titled, tied=True)
    if about is not None and about.near:
        yield about.measures[0]
