"""Goods on the way: loaded before one instant, entered before another. **Pure.**"""

import re

from monitor.grammar.cues.cue import CUES, Cue
from monitor.types import DeadlineKind

_GOODS_WAY = r"(?:loaded|laden|in transit|on the water|at sea|afloat|under ?way|en route|already shipped|left port)"


@CUES.rule(
    r"\b(?:in transit|loaded|laden)\b[^@]{0,420}\b(?:entered|withdrawn)\b[^@#]{0,160}\b(?:before|prior to) @",
    examples={"loaded and in transit before # and entered for consumption before @": "in_transit_enter_by"},
    refusals=("entered for consumption before @", "loaded or in transit prior to entry into the country before @"),
)
def entered_by(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.IN_TRANSIT_ENTER_BY)


@CUES.rule(
    r"\b(?:loaded|laden|in transit)\b[^@#]{0,220}\b(?:before|prior to) @",
    examples={"goods loaded onto a vessel and in transit before @": "in_transit_load_by"},
    refusals=("loaded on @",),
)
def loaded_by(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.IN_TRANSIT_LOAD_BY)


@CUES.rule(
    r"\b(?:was|were|are|is|already|goods|products) in transit(?: to [A-Z]\w+)? on(?: or before)? @",
    examples={"Goods that were in transit on @ are not subject to the surtax": "in_transit_load_by"},
    refusals=("the rules on goods in transit start on @",),
)
def in_transit_on(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.IN_TRANSIT_LOAD_BY)


@CUES.rule(
    rf"\b{_GOODS_WAY}\b[^@]{{0,200}}\b(?:cleared|entered|enters?|arriv\w+|land(?:s|ed)?|imported|unloaded|"
    rf"reach\w*|clear)\b[^@#]{{0,60}}\b(?:by|before|until|no later than) @",
    examples={
        "cargo already on the water will be spared if it is cleared by @": "in_transit_enter_by",
        "boxes at sea must arrive before @": "in_transit_enter_by",
    },
    refusals=("tankers at sea on @",),
)
def cleared_by(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.IN_TRANSIT_ENTER_BY)


_LADING = r"\b(?:bills? of lading|BLs?|airway ?bills?|waybills?|shipping bills?)\b"


@CUES.rule(
    rf"{_LADING}[^@.;]{{0,80}}#[^@#.;]{{0,100}}\b(?:beyond|after|until|till|up ?to|by|on or before|no later than|before) @",
    examples={
        "cargo with a bill of lading dated on or before # would not be allowed in beyond @": "in_transit_enter_by",
        "lots whose bill of lading was issued by # may be cleared until @": "in_transit_enter_by",
        "goods under a waybill of # or earlier must be landed no later than @": "in_transit_enter_by",
    },
    refusals=("the bill of lading is printed after @",),
)
def landed_under_bill(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.IN_TRANSIT_ENTER_BY)


@CUES.rule(
    rf"{_LADING}[^@#.;]{{0,40}}\b(?:on or before|before|up ?to|until|till|prior to|no later than|not later than) @",
    examples={
        "consignments with a bill of lading issued on or before @": "in_transit_load_by",
        "shipments whose airway bill is dated before @ stay exempt": "in_transit_load_by",
    },
    refusals=("the bill of lading names the port on @",),
)
def billed_by(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.IN_TRANSIT_LOAD_BY)
