"""A document as sentences, and in each the date expressions; sentences with no sign of a date are not looked into. **Pure.**"""

import re
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from monitor.grammar.clean import cleaned, sentences
from monitor.grammar.compose import Expression, expressions
from monitor.grammar.engine import spaced
from monitor.grammar.forms import MONTH, Day, month_number
from monitor.grammar.resolve import Anchors
from monitor.types import Document

MOST_TEXT = 600_000
"""Code points of a text that are read; the rest is left, and the reading says so."""
_MOST_TITLE = 2000
MOST_DATES = 800
"""Date expressions that are read in one document; the longest orders hold a hundred."""
_HINT = re.compile(
    r"\d|immediate|day|date |week|month|quarter|half|year|publication|Year|spring|summer|autumn|fall|winter|Christmas|"
    r"fortnight|night|noon|omorrow|(?:January|February|March|April|May|June|July|August|Sept|October|November|December)|\b[A-Z]{3,9}\s+[A-Z]{4,}"
)
_DATELINE = re.compile(
    spaced(
        rf"^[^a-z]{{0,4}}(?-i:[A-Z][A-Z./ -]{{2,40}})(?:, [A-Z][\w. ]{{1,30}})?,? \(?{MONTH} "
        rf"(?P<day>\d{{1,2}})(?:, \d{{4}})?\)? ?(?:\(\w+\) ?)?(?:--?|—)"
    ),
    re.IGNORECASE,
)
ZONES = {
    "US": "America/New_York", "EU": "Europe/Brussels", "UK": "Europe/London", "CN": "Asia/Shanghai",
    "CA": "America/Toronto", "IN": "Asia/Kolkata", "JP": "Asia/Tokyo", "CH": "Europe/Zurich",
    "RU": "Europe/Moscow", "MX": "America/Mexico_City", "BR": "America/Sao_Paulo", "AU": "Australia/Sydney",
    "KR": "Asia/Seoul", "TR": "Europe/Istanbul", "UA": "Europe/Kyiv",
}  # fmt: skip
"""Where bare days of an issuer's acts are counted."""


_MONTH_FIRST = ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles")
_DAY_FIRST = (
    "Asia/Kolkata",
    "Australia/Sydney",
    "America/Mexico_City",
    "America/Sao_Paulo",
    "Asia/Hong_Kong",
    "Asia/Singapore",
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One clean sentence; `start` is its place in the document's text or title (`where`)."""

    text: str
    start: int
    where: str
    dates: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Clean:
    """The title and the text of a document as far as they are read, without markup; each letter in its place."""

    title: str
    text: str


def clean_of(document: Document) -> Clean:
    """The title and the text of a document without markup."""
    return Clean(cleaned(document.title[:_MOST_TITLE]), cleaned(document.text[:MOST_TEXT]))


def scanned(document: Document, clean: Clean) -> tuple[list[Sentence], bool]:
    """The title's sentences, then the text's; and whether something was left unread as there was too much of it."""
    found: list[Sentence] = []
    left = MOST_DATES
    for where, part in (("title", clean.title), ("text", clean.text)):
        for start, end in sentences(part):
            text = part[start:end]
            dates = tuple(_ahead(expressions(text, start), document)) if left > 0 else ()
            # The hint is nearly always in the expression itself: it is sought there first.
            if dates and not (_HINT.search(text, dates[0].start - start) or _HINT.search(text)):
                dates = ()
            left -= len(dates)
            found.append(Sentence(text, start, where, dates))
    return found, left <= 0 or len(document.text) > MOST_TEXT


def _ahead(found: list[Expression], document: Document) -> list[Expression]:
    """Without bare years that have begun: only one to come may be the date of what is planned."""
    return [
        one
        for one in found
        if one.rule != "year_alone" or (getattr(one.form, "year", 0) or 0) > document.published.year
    ]


def anchors_of(document: Document, read: list[Sentence], enacted_from: int = 0) -> Anchors:
    """What this document's dates are counted from. `enacted_from`: see `Anchors`."""
    zone = document.zone or ZONES.get(document.issuer or "", "UTC")
    # A publication day without an hour stands for noon UTC and is taken as the day itself, whatever the zone.
    moment = document.published if document.day_only else document.published.astimezone(ZoneInfo(zone))
    published = moment.date()
    own = document.signed or published
    said = (
        (document.signed if document.official and document.signed else None) or _dateline(read, published) or published
    )
    return Anchors(published, own, said, zone, enacted_from=enacted_from, month_first=_month_first(document))


def _month_first(document: Document) -> bool | None:
    """Does 07/01/2026 mean July 1 here? Told by the issuer, else by the zone; Canada and unknown places write both."""
    if document.issuer in ZONES:
        return None if document.issuer == "CA" else document.issuer == "US"
    zone = document.zone or ""
    if zone in _MONTH_FIRST:
        return True
    return False if zone.startswith("Europe/") or zone in _DAY_FIRST else None


def _dateline(read: list[Sentence], published: date) -> date | None:
    """The day in "WASHINGTON, Aug. 6 --", when it lies in the week before publication."""
    first = next((sentence for sentence in read if sentence.where == "text"), None)
    match = _DATELINE.match(first.text[:160]) if first else None
    if match is None:
        return None
    for year in (published.year, published.year - 1):
        try:
            day = date(year, month_number(match["month"]), int(match["day"]))
        except ValueError:
            continue
        if 0 <= (published - day).days <= 7:
            return day
    return None


def is_dateline(sentence: Sentence, expression: Expression) -> bool:
    """Does this date belong to the dateline, not to the story?"""
    match = _DATELINE.match(sentence.text[:160])
    return match is not None and expression.end - sentence.start <= match.end() and isinstance(expression.form, Day)


def hashed(sentence: Sentence) -> tuple[str, list[int]]:
    """The sentence with each date written `#`, and where they stand."""
    parts: list[str] = []
    places: list[int] = []
    done = length = 0
    for expression in sentence.dates:
        between = sentence.text[done : expression.start - sentence.start]
        length += len(between) + 1
        places.append(length - 1)
        parts += (between, "#")
        done = expression.end - sentence.start
    return "".join((*parts, sentence.text[done:])), places
