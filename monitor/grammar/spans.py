"""Time expressions that are never a deadline's date, as written: "now", "in 1998", "that year", "a year earlier", "last summer". **Pure.**

They are read only where every time expression is asked for. Those that are read here in the forms of `forms` are resolved as dates are.
"""

from dataclasses import dataclass

from monitor.grammar.engine import Grammar
from monitor.grammar.forms import Form


@dataclass(frozen=True, slots=True)
class Known:
    """What needs no anchor: a TIMEX3 value ("1998", "PAST_REF", "P3Y") and its type: DATE, DURATION or SET."""

    value: str
    type: str = "DATE"

    def __str__(self) -> str:
        return self.value if self.type == "DATE" else f"{self.type} {self.value}"


@dataclass(frozen=True, slots=True)
class Apart:
    """A number of units from now, or from the time named before: "a year earlier" is -1 year from the named one."""

    number: int
    unit: str
    named: bool = False

    def __str__(self) -> str:
        return f"{self.number:+} {self.unit}{' named' if self.named else ''}"


@dataclass(frozen=True, slots=True)
class Again:
    """The time named before, as long as `unit`: day, week, month, quarter, year, or as it was ("time"). `else_now`: the one it is now."""

    unit: str
    else_now: bool = False

    def __str__(self) -> str:
        return f"that {self.unit}{' or this' if self.else_now else ''}"


@dataclass(frozen=True, slots=True)
class Season:
    """A season, by its TIMEX3 code (SP, SU, FA, WI). `shift`: last, this, next or open (""); `year` where the text gives one."""

    code: str
    shift: str = ""
    year: int | None = None

    def __str__(self) -> str:
        return " ".join(filter(None, (self.shift, f"{self.year or 'XXXX'}-{self.code}")))


@dataclass(frozen=True, slots=True)
class Weekend:
    """A weekend. `shift`: last, this, next or open ("")."""

    shift: str = ""

    def __str__(self) -> str:
        return f"{self.shift} weekend".strip()


@dataclass(frozen=True, slots=True)
class Night:
    """A part of a day, by its TIMEX3 code, told by the day it belongs to: days from now, or that of the day named before (None)."""

    code: str
    days: int | None

    def __str__(self) -> str:
        return f"{self.code} {'that day' if self.days is None else f'today{self.days:+}'}"


Span = Known | Apart | Again | Season | Weekend | Night | Form
SPANS: Grammar[Span] = Grammar("spans")
