"""Authorities and programmes by the names that people give them, from the reviewed tables in `data/`. **Pure.**

A name that no table holds is looked for in the words as it is written.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from monitor.policy.instruments import cites
from monitor.types import Evidence, Measure

_FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Named:
    """One row of a table: an authority, or a programme. All but `name` may be empty."""

    name: str
    also: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    issuer: str = ""
    targets: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    powers: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()


def authorities() -> tuple[str, ...]:
    """The names of all authorities of the table."""
    return tuple(dict.fromkeys(row.name for row in _by_name("authorities").values()))


def programmes() -> tuple[str, ...]:
    """The names of all programmes of the table."""
    return tuple(dict.fromkeys(row.name for row in _by_name("programmes").values()))


def is_known(name: str) -> bool:
    """Does a table hold this name, or has it as another name?"""
    key = _key(name)
    return any(key in _by_name(table) for table in ("authorities", "programmes"))


def authority_reason(name: str, measure: Measure, evidence: Evidence, said: str) -> str | None:
    """Why this authority is behind the measure, fit to follow "authority OFAC"; None where it is not.

    Its own source, its name in the words, the power used, its instruments, or a family of measures that is its alone to impose.
    """
    row = _row("authorities", name)
    ours = not row.issuer or measure.issuer == row.issuer
    if evidence.source in row.sources:
        return f"published by {evidence.source}"
    # "State" and "Commerce" are names among ourselves; in a text only the other names of those are theirs.
    words = (row.name, *row.also) if row.name.isupper() or not row.also else row.also
    if found := _spoken(words, said):
        return f"named '{found}'"
    if ours and measure.authority in row.powers:
        return f"acts under {measure.authority}"
    if ours and measure.instrument is not None and measure.instrument.startswith(row.instruments or ("\0",)):
        return f"issues {measure.instrument}"
    if row.issuer and ours and measure.kind in row.kinds:
        return f"imposes {measure.kind} for {row.issuer}"
    return None


def programme_reason(name: str, measure: Measure, said: str) -> str | None:
    """Why the measure belongs to this programme, fit to follow "programme IEEPA"; None where it does not."""
    row = _row("programmes", name)
    if measure.authority is not None and measure.authority.casefold() == row.name.casefold():
        return "is the power used"
    if found := next((one for one in row.instruments if cites(said, one)), None):
        return f"has {found}"
    words = row.also if row.targets else (row.name, *row.also)
    if found := _spoken(words, said):
        return f"named '{found}'"
    if measure.kind in row.kinds and set(row.targets) & set(measure.targets):
        return f"is {measure.kind} on {', '.join(row.targets)}"
    return None


def _row(table: str, name: str) -> Named:
    return _by_name(table).get(_key(name)) or Named(name)


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


@lru_cache(maxsize=2)
def _by_name(table: str) -> dict[str, Named]:
    """Every row by its name and its other names, in lower case."""
    lines = (_FOLDER / f"{table}.csv").read_text("utf-8").splitlines()
    rows = [_named(row) for row in csv.DictReader(line for line in lines if line and not line.startswith("#"))]
    return {name.casefold(): row for row in reversed(rows) for name in (*row.also, row.name)}


def _named(row: dict[str, str]) -> Named:
    listed = {key: tuple(filter(None, (row.get(key) or "").split("|"))) for key in Named.__dataclass_fields__}
    lists = {key: words for key, words in listed.items() if key not in ("name", "issuer")}
    return Named(name=row["name"], issuer=row.get("issuer") or "", **lists)


def _spoken(names: Sequence[str], said: str) -> str | None:
    found = next((match for name in names if (match := _words(name).search(said))), None)
    return " ".join(found[0].split()) if found else None


@lru_cache(maxsize=1024)
def _words(name: str) -> re.Pattern[str]:
    """Capitals stand for capitals: BIS is no French "bis"."""
    spaced = r"\s+".join(map(re.escape, _parts(name)))
    return re.compile(rf"(?<!\w){spaced}(?!\w)", 0 if name.isupper() else re.IGNORECASE)


def _parts(name: str) -> Iterable[str]:
    return name.split() or (name,)
