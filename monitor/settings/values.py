"""The small values that configuration is made of: durations, zones, names, words of closed lists."""

import re
from collections.abc import Iterable
from datetime import timedelta
from enum import StrEnum
from functools import cache
from typing import Annotated
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, WithJsonSchema

from monitor.settings.wording import did_you_mean, nearest, shown
from monitor.types import Lead

_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


def lead(text: object) -> Lead:
    """A reminder's lead: "30d" in calendar days, "48h" in exact hours. Raises ValueError."""
    match = re.fullmatch(r"([1-9]\d{0,3})([dh])", str(text))
    if match is None:
        raise ValueError(f"{shown(text)} is no lead; write days or hours, such as 30d or 48h")
    count = int(match[1])
    return Lead(days=count) if match[2] == "d" else Lead(hours=count)


def every(text: object) -> timedelta:
    """The gap between two polls: "10m", "2h", "1d", from one minute to a week. Raises ValueError."""
    match = re.fullmatch(r"([1-9]\d{0,4})([mhd])", str(text))
    gap = timedelta(**{_UNITS[match[2]]: int(match[1])}) if match else timedelta()
    if not timedelta(minutes=1) <= gap <= timedelta(days=7):
        raise ValueError(f"{shown(text)} is no gap between polls; write 1m to 7d, such as 10m or 2h")
    return gap


def gap(text: object) -> timedelta:
    """How long a source is silent at most: "6h", "7d", from one hour to a year. Raises ValueError."""
    match = re.fullmatch(r"([1-9]\d{0,3})([hd])", str(text))
    found = timedelta(**{_UNITS[match[2]]: int(match[1])}) if match else timedelta()
    if not timedelta(hours=1) <= found <= timedelta(days=365):
        raise ValueError(f"{shown(text)} is no gap; write 1h to 365d, such as 36h or 7d")
    return found


@cache
def _zones() -> frozenset[str]:
    places = {name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "posix", "right"))}
    return frozenset(places | {"UTC"})


def zone(text: str) -> str:
    """An IANA zone named after a place, or UTC. Abbreviations such as EST name no place. Raises ValueError."""
    if text in _zones():
        return text
    by_city = {name.rpartition("/")[2]: name for name in sorted(_zones(), reverse=True)}
    # Up to four letters are an abbreviation, and those look like places that have nothing to do with them.
    city = nearest(text.rpartition("/")[2].replace(" ", "_"), by_city, cutoff=0.8) if len(text) > 4 else None
    hint = f", did you mean '{by_city[city]}'?" if city else "; write a place, such as Europe/Brussels, or UTC"
    raise ValueError(f"unknown time zone {shown(text)}{hint}")


def _named(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}", text):
        raise ValueError(f"{shown(text)} is no name; use letters, digits, '_', '-' and '.', at most 64")
    return text


def one_of(words: type[StrEnum], what: str) -> BeforeValidator:
    """Accepts the words of a closed list and no others; a wrong one is told with the nearest right one."""

    def checked(word: object) -> object:
        if not isinstance(word, str):
            raise ValueError("must be text")
        known = [entry.value for entry in words]
        if word in known:
            return words(word)
        raise ValueError(f"unknown {what} {shown(word)}{did_you_mean(word, known)}")

    return BeforeValidator(checked)


def _text_schema(pattern: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": pattern})


def code_schema(codes: Iterable[str]) -> WithJsonSchema:
    """Lists every code in the JSON Schema, for the sake of editors."""
    return WithJsonSchema({"type": "string", "enum": sorted(codes)})


LeadText = Annotated[Lead, PlainValidator(lead), _text_schema(r"^[1-9][0-9]{0,3}[dh]$")]
Every = Annotated[timedelta, PlainValidator(every), _text_schema(r"^[1-9][0-9]{0,4}[mhd]$")]
Gap = Annotated[timedelta, PlainValidator(gap), _text_schema(r"^[1-9][0-9]{0,3}[hd]$")]
Zone = Annotated[str, AfterValidator(zone)]
Name = Annotated[str, AfterValidator(_named), _text_schema(r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$")]
Word = Annotated[
    str, Field(min_length=1), WithJsonSchema({"type": ["string", "number"], "description": "Kept as written."})
]


def code(text: str) -> str:
    """A tariff code, or the beginning of one, as written. Raises ValueError."""
    if not re.fullmatch(r"\d{2}|\d{4}(?:[. ]?\d{1,2}(?:[. ]?\d{2}){0,3})?", text):
        raise ValueError(
            f"{shown(text)} is no tariff code; write its first 2 to 10 digits, such as 72, 0407 or 8703.10"
        )
    return text


def language(text: str) -> str:
    """A language in which dates can be written. Raises ValueError."""
    by_name = {name.casefold(): own for own, names in LANGUAGES.items() for name in names} | {
        own: own for own in LANGUAGES
    }
    if text in LANGUAGES:
        return text
    own = by_name.get(text.casefold().partition("-")[0].partition("_")[0])
    raise ValueError(f"unknown language {shown(text)}" + (f", write {own}" if own else did_you_mean(text, LANGUAGES)))


LANGUAGES = {
    "en": ("English",),
    "fr": ("French", "français"),
    "de": ("German", "Deutsch"),
    "es": ("Spanish", "español"),
    "zh": ("Chinese", "中文"),
}
"""Languages of dates and weekdays: ISO 639-1 codes, and the names that people write instead."""

Code = Annotated[
    str,
    AfterValidator(code),
    WithJsonSchema({"type": ["string", "number"], "description": "Kept as written: 8703.10, 0407, 72."}),
]
Language = Annotated[str, AfterValidator(language), code_schema(LANGUAGES)]
