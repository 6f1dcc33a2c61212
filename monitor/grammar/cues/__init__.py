"""What dates are for. The first rule that reads decides, so the files come in this order: what is no deadline at all, then the
narrow, then the broad. **Pure.**
"""

# The order of the imports is the order of the rules.
from monitor.grammar.cues import elsewhere, paper_asides, foreign_asides, other_papers, acts, papers  # isort: skip
from monitor.grammar.cues import bracketed, reviews, gazetted, savings, press_asides, moved  # isort: skip
from monitor.grammar.cues import notices, dockets, windows, amendments, terms, periods, filings  # isort: skip
from monitor.grammar.cues import allowed, talks, coming, recited, transit, pressed, procedure, demands  # isort: skip
from monitor.grammar.cues import dropped, ends, starts, told, vows, labelled, lengths, governed, fronted  # isort: skip
from monitor.grammar.cues.cue import CUES, LENGTH, Cue

RULES = (
    elsewhere, paper_asides, foreign_asides, other_papers, acts, papers, bracketed, reviews, gazetted, savings, press_asides, moved,
    notices, dockets, windows, amendments, terms, periods, filings, allowed, talks, coming, recited, transit, pressed, procedure, demands,
    dropped, ends, starts, told, vows, labelled, lengths, governed, fronted,
)  # fmt: skip
"""The files in the order in which their rules are tried."""

__all__ = ["CUES", "LENGTH", "RULES", "Cue"]
