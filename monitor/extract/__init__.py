"""Reads one document into deadlines, measures, and the dates nobody claims.

Of most texts a look at their words tells that no rule can read anything in them (`silence`); they go no further.

The stages, each a file of `monitor.grammar`:

1. `scan` (`clean`): markup is blanked without moving a letter, the text cut into sentences; those with a sign of a date are searched.
2. `dates`, `relative`, `clock`, `compose`: date expressions as written ("Friday", "7 days after the date of this order").
3. `tense`, `resolve`, `dated`: the governing verb says behind or ahead; an explicit anchor (publication, signing, dateline, the
   date named before) makes a day of it, with the arithmetic in words.
4. `cues`, `claims`: what the date is for (role), its status and firmness; or why it is no deadline.
5. `subject` (`measures`, `domestic`, `goods`, `places`, `instruments`, `known`): whose measure, on whom, what family and rate. None, no
   deadline; nor where the press only recalls a length (`idle`).
6. `events`, `enacted`, `ends_told`, `recitals`: ends on an event; measures and ends without a day; what an act only recites.
7. `mentions`, `merging`, `leftovers` here: the same deadline told twice becomes one mention, the surest; the rest of the dates
8. `stated` here: days that the publisher gives in fields of their own are held against those of the text

**Pure.**
"""

from dataclasses import dataclass

from monitor.extract.leftovers import measures, unclaimed, unresolved
from monitor.extract.mentions import outcomes
from monitor.extract.merging import merged
from monitor.extract.silence import is_silent
from monitor.extract.stated import with_stated
from monitor.extract.told import Outcome
from monitor.grammar.claims import Claim
from monitor.grammar.compose import Expression
from monitor.grammar.dated import Dated, dated, surroundings
from monitor.grammar.fields import another_field
from monitor.grammar.measures import outside_trade, outside_trade_title
from monitor.grammar.recitals import enacted_from
from monitor.grammar.resolve import Anchors, Resolved
from monitor.grammar.scan import Clean, Sentence, anchors_of, clean_of, scanned
from monitor.grammar.timexes import date_timexes
from monitor.types import Document, Mention, Reading, Timex


@dataclass(frozen=True, slots=True)
class Explained:
    """How one date expression was read. `start` and `end`: its place in the title or text (`where`), in code points.

    `resolved`: None where no day can be told. `claim`: the cue that says what it is for. `why`: the reason it makes no mention, else empty.
    """

    words: str
    where: str
    start: int
    end: int
    rule: str
    form: str
    resolved: Resolved | None
    claim: Claim | None
    why: str
    mentions: tuple[Mention, ...]


def read(document: Document, *, timexes: bool = False) -> Reading:
    """Everything that is read in a document. Too long a text is read in part and marked so; hostile text never raises.

    `timexes`: the reading's timexes are all time expressions of the text ("now", "in 1998", "a year earlier"), not its dates alone.
    """
    clean = clean_of(document)
    # Other time expressions have rules of their own, which are not enrolled before they are asked for.
    if not timexes and is_silent(document, clean):
        return Reading()
    return _read(document, clean, timexes=timexes)[0]


def explained(document: Document) -> tuple[Reading, tuple[Explained, ...]]:
    """The reading, and for every date expression, in the order of the text, how it came about."""
    reading, found = _read(document, clean_of(document))
    return reading, tuple(_explained(document, outcome) for outcome in found)


def _explained(document: Document, outcome: Outcome) -> Explained:
    one, expression = outcome.one, outcome.one.expression
    raw = document.title if one.sentence.where == "title" else document.text
    return Explained(
        words=raw[expression.start : expression.end],
        where=one.sentence.where,
        start=expression.start,
        end=expression.end,
        rule=expression.rule,
        form=_as_written(expression),
        resolved=one.found,
        claim=outcome.says,
        why=outcome.why,
        mentions=tuple(told.mention for told in outcome.told),
    )


def _as_written(expression: Expression) -> str:
    parts = dict.fromkeys(str(part) for part in (expression.form, expression.clock) if part is not None)
    return " ".join(parts) + (f" of {_as_written(expression.base)}" if expression.base else "")


def _every_timex(sentences: list[Sentence], dates: list[Dated], anchors: Anchors) -> tuple[Timex, ...]:
    from monitor.grammar.mentioned import every_timex  # its rules are read off only where they are asked for

    return every_timex(sentences, dates, anchors)


def _read(document: Document, clean: Clean, *, timexes: bool = False) -> tuple[Reading, list[Outcome]]:
    sentences, truncated = scanned(document, clean)
    around = surroundings(document, sentences)
    anchors = anchors_of(document, sentences, enacted_from(clean.text) if document.official else 0)
    dates = list(dated(document, sentences, around, anchors))
    told_times = _every_timex(sentences, dates, anchors) if timexes else date_timexes(dates)
    elsewhere = outside_trade_title(document.title) if document.official else another_field(sentences)
    if elsewhere or outside_trade(f"{document.title}\n{document.text[:6000]}"):
        refused = [Outcome(one, None, "outside trade and sanctions") for one in dates]
        leftovers = tuple(unclaimed(document, refused))
        return Reading(unclaimed=leftovers, timexes=told_times, truncated=truncated), refused
    found = outcomes(dates, document, anchors)
    told = [each for outcome in found for each in outcome.told]
    kept = merged(told)
    heard = tuple(measures(document, sentences, around, dates, anchors, kept))
    titled = next((one for one, part in zip(around, sentences, strict=True) if part.where == "title"), None)
    reading = Reading(
        mentions=with_stated([one.mention for one in kept], heard, document, titled, anchors.published),
        measures=heard,
        unresolved=tuple(unresolved(document, sentences, around, told)),
        unclaimed=tuple(unclaimed(document, found)),
        timexes=told_times,
        truncated=truncated,
    )
    return reading, found
