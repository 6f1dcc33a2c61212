"""What a resolved date is for: its role by the cue, its status and firmness by the words around it. **Pure.**"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from monitor.grammar.cues import CUES, Cue
from monitor.grammar.engine import Found, Watched
from monitor.grammar.forms import Count
from monitor.grammar.resolve import Resolved
from monitor.types import DEMANDS, DeadlineKind, Document, Firmness, Precision, Status

_THREAT = Watched(r"\bthreat\w*|\bwarn(?:s|ed|ing)?\b|\bvow(?:s|ed)?\b", re.IGNORECASE)
_SUSPENDED = re.compile(
    r"\b(?:suspen(?:d|ded|ding|sion|sions)|paus\w+|truce|reprieve|moratorium|"
    r"not to (?:take any action to )?enforce)\b",
    re.IGNORECASE,
)
_EXTENDED = re.compile(
    r"\b(?:extend\w*|extension|prolong\w*|delay\w*|postpon\w*|keep the (?:pause|truce|suspension))\b",
    re.IGNORECASE,
)
_SIGNED = Watched(r"\b(?:signed|signs|executive order|proclamation|ordered|decree)\b", re.IGNORECASE)
_PUBLISHED = Watched(r"\b(?:official journal|federal register|gazette)\b", re.IGNORECASE)
_LIVE = Watched(
    r"\b(?:took effect|taken effect|in force|entered into force|came into force|has been in effect)\b", re.IGNORECASE
)
_ENDED = (Status.REVOKED, Status.STRUCK_DOWN)
_LOADED_SINCE = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Claim:
    """A date with its role; or, with `cue.refused`, why it has none."""

    cue: Cue
    rule: str


def claim(marked: str, at: int) -> Claim | None:
    """What the words say the date `@` is for. Only the 460 code points before it and the 260 after are looked at."""
    window = marked[max(0, at - 460) : at + 260]
    found: Found[Cue] | None = CUES.first(window)
    return Claim(found.value, found.rule) if found else None


def passed(cue: Cue, found: Resolved, published: date, official: bool) -> bool:
    """Is the date behind the publication, and no news any more?"""
    kind = cue.kind
    last = found.latest or found.day
    if last >= published:
        return False
    if kind in DEMANDS:
        return last < published - timedelta(days=3)
    if kind is DeadlineKind.IN_TRANSIT_LOAD_BY and official:
        return last < published - _LOADED_SINCE  # The goods are still on their way when customs explains who is spared.
    if official and (kind is DeadlineKind.EFFECTIVE or cue.status in _ENDED):
        return last < published - timedelta(days=90)
    return True


def status_of(cue: Cue, found: Resolved, words: str, at: int, published: date, official: bool, begun: bool) -> Status:
    """Where the measure stands, as the words before the date tell it. `begun`: the sentence names a start that is past."""
    text = words[max(words.rfind("#", 0, at), 0) : at]
    if (
        cue.status is Status.SUSPENDED
        and _EXTENDED.search(text)
        and cue.kind is DeadlineKind.EXPIRY
        and not re.search(r"\bmaintain", text)
    ):
        return Status.EXTENDED
    if cue.status is not None:
        return cue.status
    if not official and _THREAT.search(words):
        return Status.THREATENED
    if cue.kind is DeadlineKind.EXPIRY:
        # "which were to expire on #, will expire on @": said beside an older date, it is an extension.
        later = "#" in words[:at] and "will expire on" in text
        if later or _EXTENDED.search(text):
            return Status.EXTENDED
        if _SUSPENDED.search(text):
            return Status.SUSPENDED
        starts = re.search(
            r"\bon or after|\bshall\b|\beffective\b|\bbeginning\b|\bwill (?:be|apply|run|last)\b|#", words[:at]
        )
        return Status.ANNOUNCED if starts and not begun else Status.IN_FORCE
    if cue.kind is DeadlineKind.COMMENT_CLOSE and _EXTENDED.search(text):
        return Status.EXTENDED
    if cue.kind is DeadlineKind.EFFECTIVE and _has_begun(found, published, official):
        return Status.IN_FORCE
    return Status.ANNOUNCED


def _has_begun(found: Resolved, published: date, official: bool) -> bool:
    """Does it run as the paper appears? An act that applies from its own day does, unless it names an hour of that day."""
    own_day = official and found.day == published and (found.clock is None or found.clock.hour == 0)
    return found.day < published or own_day


def firmness_of(document: Document, text: str) -> Firmness:
    """How solid the words are: an instrument is signed, a register published, a speech only said."""
    if document.official and document.rank == 4:
        return Firmness.IMPLEMENTED
    if document.official:
        return Firmness.SIGNED if document.signed else Firmness.PUBLISHED
    if _LIVE.search(text):
        return Firmness.IMPLEMENTED
    if _PUBLISHED.search(text):
        return Firmness.PUBLISHED
    return Firmness.SIGNED if _SIGNED.search(text) else Firmness.SAID


def confidence_of(cue: Cue, found: Resolved, form: object, near: bool, aimed: bool) -> float:
    """0 to 1: what is inferred rather than written costs."""
    value = 0.95
    value -= 0.15 * (not near) + 0.05 * (not aimed)
    value -= 0.1 * found.trace.startswith("no year") + 0.1 * ("seen from" in found.trace)
    value -= 0.15 * (found.precision is Precision.INTERVAL) + 0.1 * bool(found.warnings)
    value -= 0.2 * (isinstance(form, Count) and form.sense == "for" and form.anchor != "date")
    value -= 0.05 * (cue.kind in (DeadlineKind.OTHER, DeadlineKind.COMPLIANCE))
    if cue.general:
        return round(min(0.65, max(0.5, value - 0.3)), 2)
    return round(max(0.1, value), 2)
