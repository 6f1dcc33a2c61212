"""What a date is for: the value `Cue` and the family of rules that read it.

Patterns see a sentence in which `@` is the date asked about and `#` any other date. The first rule that reads decides. **Pure.**
"""

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


CUES: Grammar[Cue] = Grammar("cues")
