"""What a date is for: the value `Cue` and the family of rules that read it.

Patterns see a sentence in which `@` is the date asked about and `#` any other date. The first rule that reads decides. **Pure.**
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from monitor.grammar.engine import Grammar
from monitor.types import DeadlineKind, Status


@dataclass(frozen=True, slots=True)
class Cue:
    """What a date is for. `refused`: why it is no deadline. `replaced`: the date is recited and another takes its place.

    `politics`: a demand counts without a measure of trade when it names who is pressed. `years`: how much further the text carries it.
    `back`: it counts although it lies behind. `general`: no rule knows the wording.
    """

    kind: DeadlineKind | None = None
    status: Status | None = None
    inclusive: bool = False
    refused: str = ""
    replaced: bool = False
    politics: bool = False
    years: int = 0
    back: bool = False
    general: bool = False

    def __str__(self) -> str:
        return " ".join(filter(None, (self.refused or self.kind, self.status)))


LENGTH = "a length, no date"
"""Why a length is refused that nothing is counted from."""
CUES: Grammar[Cue] = Grammar("cues")
_TURN = str.maketrans("@#", "#@")


def turned(pattern: str) -> str:
    """The pattern for the other date of the two it speaks of: of a period the end for its start, of an amendment the new for the old."""
    return pattern.translate(_TURN)


def amended(
    pattern: str, *, old: tuple[str, ...], examples: Mapping[str, str], refusals: tuple[str, ...]
) -> Callable[[Callable[[re.Match[str]], Cue]], Callable[[re.Match[str]], Cue]]:
    """Registers what puts one date in the place of another, as two rules. `pattern`: `@` for the old date, `#` for the new.

    `old`: examples for the old date, which is replaced; the decorated function says what the new one is for, with its own examples.
    """

    def register(make: Callable[[re.Match[str]], Cue]) -> Callable[[re.Match[str]], Cue]:
        def replaced(_: re.Match[str]) -> Cue:
            return Cue(refused="replaced by another date", replaced=True)

        replaced.__name__ = f"{make.__name__}_old"
        CUES.rule(pattern, examples=dict.fromkeys(old, "replaced by another date"), refusals=refusals)(replaced)
        CUES.rule(turned(pattern), examples=examples, refusals=refusals)(make)
        return make

    return register
