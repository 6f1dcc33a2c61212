"""Date expressions as written, not yet resolved: a weekday is a weekday until an anchor says which. **Pure.**"""

import re
from dataclasses import dataclass

MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
WEEKDAY = r"(?P<weekday>mon|tues|wednes|thurs|fri|satur|sun)day"
_LOW = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|"
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?)"
)
NUMBER = (
    rf"(?:(?:an?|one|two|three|four|five|six|seven|eight|nine) hundred(?:(?: and)? {_LOW})?|"
    r"\d{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
    r"fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|"
    r"two|three|four|five|six|seven|eight|nine))?)"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SMALL = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def month_number(name: str) -> int:
    """1 to 12 for a month's name, long or short."""
    return _MONTHS.index(name[:3].lower()) + 1


def weekday_number(name: str) -> int:
    """0 is Monday."""
    return _DAYS.index(name[:3].lower())


def number(word: str) -> int:
    """The value of a number in digits or words ("90", "forty-five", "two hundred and ten", "a")."""
    word = word.lower()
    hundreds, _, rest = word.partition("hundred")
    if hundreds != word:
        rest = rest.strip().removeprefix("and").strip()
        return 100 * number(hundreds.strip()) + (number(rest) if rest else 0)
    if word.isdecimal():
        return int(word)
    if word in ("a", "an"):
        return 1
    if word in _SMALL:
        return _SMALL.index(word)
    tens, _, ones = word.partition("-")
    return _TENS.index(tens) * 10 + (_SMALL.index(ones) if ones else 0)


_ROUGH = re.compile(r"\b(?:about|around|roughly|approximately)\s+$", re.IGNORECASE)


def is_rough(match: re.Match[str]) -> bool:
    """Is the number `n` of a match only about right ("about 10 days")?"""
    return _ROUGH.search(match.string[max(0, match.start("n") - 16) : match.start("n")]) is not None


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month; `year` None when the text gives none. `last` ends a run of days ("Aug. 11-13").

    `weekday`: the one the text names with it (0 is Monday), which tells the year where none is given.
    """

    month: int
    day: int
    year: int | None = None
    last: int | None = None
    weekday: int | None = None

    def __str__(self) -> str:
        return f"{self.year or 'XXXX'}-{self.month:02}-{self.day:02}" + (f"/{self.last:02}" if self.last else "")


@dataclass(frozen=True, slots=True)
class Slashed:
    """A date in two numbers below 13 and a year ("07/01/2026"): month first or day first, as the place of writing has it."""

    first: int
    second: int
    year: int

    def __str__(self) -> str:
        return f"{self.year} {self.first}/{self.second} or {self.second}/{self.first}"


@dataclass(frozen=True, slots=True)
class Month:
    """A month or a part of it: early, mid, late, end. `shift`: last, next or this, where the year is told so."""

    month: int
    year: int | None = None
    part: str = ""
    shift: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, (self.shift, self.part, f"{self.year or 'XXXX'}-{self.month:02}")))


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, 0 is Monday. `shift`: next, last, this, following, next week, last week, this week, week on, 2 weeks on."""

    weekday: int
    shift: str = ""
    part: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, (self.shift, _DAYS[self.weekday], self.part)))


@dataclass(frozen=True, slots=True)
class Near:
    """Days counted from the day of writing: today is 0. `part`: night, evening ..."""

    days: int
    part: str = ""

    def __str__(self) -> str:
        return f"today{self.days:+}" + (f" {self.part}" if self.part else "")


@dataclass(frozen=True, slots=True)
class Count:
    """A number of days, weeks, months or years.

    `sense`: after, before, within, in, for, ago. `anchor`: order (the instrument's own date), publication, now, that (the date named
    before), date (the one that follows), none. `most`: the larger of "10 or 12". `about`: "about 10 days", which names no one day.
    """

    number: int
    unit: str
    sense: str
    anchor: str
    most: int | None = None
    business: bool = False
    about: bool = False

    def __str__(self) -> str:
        most = f"..{self.most}" if self.most else ""
        amount = f"{'about ' if self.about else ''}{self.number}{most}"
        return f"{self.sense} {amount} {'business ' if self.business else ''}{self.unit} {self.anchor}"


@dataclass(frozen=True, slots=True)
class Period:
    """A week, month, quarter, half or year by its distance from now, or by its number. `edge`: end, early, mid, late or the whole ("")."""

    unit: str
    shift: int = 0
    edge: str = ""
    number: int | None = None
    year: int | None = None

    def __str__(self) -> str:
        which = f"#{self.number}" if self.number else f"{self.shift:+}"
        which = f"{self.shift:+} {which}" if self.number and self.shift else which
        return f"{self.edge + ' ' if self.edge else ''}{self.unit} {which}" + (f" {self.year}" if self.year else "")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day. `zone`: IANA name or None; `label`: EST, EDT and the like when the text says which; `midnight`: "midnight" by name."""

    hour: int
    minute: int
    zone: str | None = None
    label: str = ""
    midnight: bool = False

    def __str__(self) -> str:
        return f"T{self.hour:02}:{self.minute:02}" + "".join(f" {x}" for x in (self.zone, self.label) if x)


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A day of a month that is not named: "the 15th". `shift`: that (the month named before), after it, this, next, or open ("")."""

    day: int
    shift: str = ""

    def __str__(self) -> str:
        return f"{self.day} {self.shift}".strip()


@dataclass(frozen=True, slots=True)
class Recurring:
    """A day of every week: no date."""

    weekday: int

    def __str__(self) -> str:
        return f"every {_DAYS[self.weekday]}"


@dataclass(frozen=True, slots=True)
class Placed:
    """A day or month told by its place: the `nth` weekday or day of a month (-1: the last), or a day of a month of another year.

    `years`, `months`: distance of the year or the month from now; `month` None takes the month from `months`.
    """

    month: int | None
    day: int | None = None
    weekday: int | None = None
    nth: int = 0
    years: int | None = None
    months: int = 0
    year: int | None = None

    def __str__(self) -> str:
        which = f"{self.nth} {'day' if self.weekday is None else _DAYS[self.weekday]} " if self.nth else ""
        where = f"{self.year or 'XXXX'}-{self.month:02}" if self.month else f"month {self.months:+}"
        return (
            which
            + where
            + (f"-{self.day:02}" if self.day else "")
            + (f" year {self.years:+}" if self.years is not None else "")
        )


Form = Placed | Day | Slashed | Month | Weekday | Near | Count | Period | Clock | Ordinal | Recurring
