"""Changes that somebody only thinks about: a hedge changes nothing. **Pure.**"""

import re

from monitor.grammar.engine import spaced

_HEDGED = re.compile(
    spaced(
        r"\b(?:could|may|might|mull(?:s|ed|ing)?|weigh(?:s|ed|ing)?|consider(?:s|ed|ing)?|ponder(?:s|ed|ing)?|leans?|leaning|"
        r"toy(?:s|ed|ing) with|floats?|floated|open to)\b[^@#;.]{0,60}?"
        r"\b(?:exten(?:d|ds|ding|sion)|prolong(?:s|ing)?|renew(?:s|ing|al)?|delay(?:s|ing)?|postpon(?:e|es|ing|ement)|"
        r"defer(?:s|ring|ral)?|push(?:es|ing)?|put(?:s|ting)? (?:off|back|it|them)|roll(?:s|ing)?|mov(?:e|es|ing))\b[^@#;]{0,110}$"
    )
)
"""Exact case: "May" is a month."""
_REACH = 240


def hedged(words: str, at: int) -> bool:
    """Is the move to the date at `at` one that may come, in the words before it?"""
    return _HEDGED.search(words[max(0, at - _REACH) : at]) is not None
