"""What dates are for. The first rule that reads decides, so the files come in this order: what is no deadline at all, then the
narrow, then the broad. **Pure.**
"""

# The order of the imports is the order of the rules.
from monitor.grammar.cues import asides, sittings, acts, papers, savings, moved, notices, dockets, windows  # isort: skip
from monitor.grammar.cues import amendments, terms, periods, filings  # isort: skip
from monitor.grammar.cues import recited, transit, pressed, procedure, demands, ends, starts, told  # isort: skip
from monitor.grammar.cues.cue import CUES, Cue

RULES = (
    asides, sittings, acts, papers, savings, moved, notices, dockets, windows, amendments, terms, periods, filings, recited, transit,
    pressed, procedure, demands, ends, starts, told,
)  # fmt: skip
"""The files in the order in which their rules are tried."""

__all__ = ["CUES", "RULES", "Cue"]
