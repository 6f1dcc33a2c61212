"""What dates are for. The first rule that reads decides, so the files come in this order: what is no deadline at all, then the
narrow, then the broad. **Pure.**
"""

from monitor.grammar.cues import moved, recited, transit, pressed, procedure, demands, ends, starts, told  # isort: skip
from monitor.grammar.cues.cue import CUES, Cue

RULES = (moved, recited, transit, pressed, procedure, demands, ends, starts, told)
"""The files in the order in which their rules are tried."""

__all__ = ["CUES", "RULES", "Cue"]
