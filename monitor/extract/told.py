"""What becomes of a date: the mentions it makes, or why it makes none. **Pure.**"""

from dataclasses import dataclass

from monitor.grammar.claims import Claim
from monitor.grammar.dated import Dated
from monitor.grammar.scan import Sentence
from monitor.types import (
    Mention,
)


@dataclass(frozen=True, slots=True)
class Told:
    """A mention, and where it came from. `aimed`: its sentence names whom it hits; `length`: from a bare length."""

    mention: Mention
    sentence: Sentence
    aimed: bool
    length: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a date: the mentions it made, or `why` it made none."""

    one: Dated
    says: Claim | None
    why: str
    told: tuple[Told, ...] = ()
