"""Well-known instruments, regimes and regulations, and whom they aim at, for texts that name the act and no country.

The tables lie in `data/`: acts, regimes (words of a title), regulations (parts of the Code of Federal Regulations). **Pure.**
"""

import re
from dataclasses import replace

from monitor.grammar.engine import Watched, spaced
from monitor.grammar.instruments import INSTRUMENTS
from monitor.grammar.tables import rows
from monitor.types import Measure, MeasureKind

ACTS = {row["act"]: (MeasureKind(row["kind"]), tuple(row["targets"].split())) for row in rows("acts")}
"""Instrument -> its family and its targets."""
_TITLES = [(Watched(spaced(row["words"])), tuple(row["targets"].split())) for row in rows("regimes")]
_PARTS = [
    (
        int(row["title"]),
        range(int(row["first"]), int(row["last"]) + 1),
        MeasureKind(row["kind"]),
        tuple(row["targets"].split()),
    )
    for row in rows("regulations")
]
_CFR = re.compile(spaced(r"\b(\d{1,2}) (?:CFR|C\.F\.R\.)(?: [Pp]arts?)? (\d{1,4})(?!\d)"))


def regime_targets(text: str) -> tuple[str, ...]:
    """Whom the acts and regimes named in these words aim at; empty when none is known, or when they differ."""
    found = {codes for pattern, codes in _TITLES if pattern.search(text)}
    return next(iter(found)) if len(found) == 1 else act_targets(text) or part_targets(text) if not found else ()


def part_targets(text: str) -> tuple[str, ...]:
    """Whom the parts of the Code of Federal Regulations named aim at; empty when one aims at nobody alone, or when they differ."""
    found = {targets for _, targets in _parts(text)}
    return next(iter(found)) if len(found) == 1 else ()


def part_kind(text: str) -> MeasureKind | None:
    """The family of rules that the named parts of the Code of Federal Regulations hold, when they agree."""
    found = {kind for kind, _ in _parts(text)}
    return next(iter(found)) if len(found) == 1 else None


def _parts(text: str) -> list[tuple[MeasureKind, tuple[str, ...]]]:
    named = [(int(title), int(part)) for title, part in _CFR.findall(text)] if "C" in text else []
    return [
        (kind, targets) for title, part in named for of, parts, kind, targets in _PARTS if title == of and part in parts
    ]


def act_targets(text: str) -> tuple[str, ...]:
    """Whom the numbered acts aim at; empty when none is known, or when they differ."""
    found = {ACTS[one.value][1] for one in INSTRUMENTS.found(text) if one.value in ACTS}
    return next(iter(found)) if len(found) == 1 else ()


def act_kind(text: str) -> MeasureKind | None:
    """The family of the acts named, when they are known and agree."""
    found = {ACTS[one.value][0] for one in INSTRUMENTS.found(text) if one.value in ACTS}
    return next(iter(found)) if len(found) == 1 else None


def ended_acts(text: str, measure: Measure) -> tuple[Measure, ...]:
    """The measures that a sentence about ends speaks of: one for each known act that it names, else the measure itself."""
    named = dict.fromkeys(one.value for one in INSTRUMENTS.found(text) if one.value in ACTS)
    acts = tuple(replace(measure, kind=ACTS[act][0], targets=ACTS[act][1], instrument=act) for act in named)
    return acts or (measure,)
