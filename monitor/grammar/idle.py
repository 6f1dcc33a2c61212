"""What looks like a date of its own in the press and is none: lengths recalled, stretches that run already. **Pure.**"""

import re
from datetime import date

from monitor.grammar.engine import spaced
from monitor.grammar.forms import Count, Form, Period
from monitor.grammar.resolve import Resolved

_NAMED = re.compile(
    spaced(
        r"(?:\b(?:the|his|its|her|their|this|that|our|earlier|previous|original|initial|first|latest|current|old)|"
        r"['’]s|s['’]) "
        r"(?:(?:\w+ly|so-called|first|original|initial|earlier|previous|current) ){0,2}[\"“']?$"
    ),
    re.IGNORECASE,
)
_PROLONGED = re.compile(
    spaced(
        r"\b(?:extend(?:ing)?|prolong(?:ing)?|renew(?:ing)?|ending|end|during|amid|expir\w+ of|violat\w+|"
        r"honou?r(?:ing)?|under way on) "
        r"(?:an? |the )?(?:[\w‑-]+ )?$"
    ),
    re.IGNORECASE,
)
_BREAK = re.compile(
    spaced(
        r"[\"”']?[ -]?(?:[\w-]+ ){0,3}?(?:pauses?|truce|deadline|ultimatum|reprieve|suspension|extension|window|"
        r"grace|waiver|period|ceasefire|"
        r"cease-fire|moratorium|timeline|clock|limit|cap|warning|delay|exemption|negotiat\w+|process|countdown)\b"
    ),
    re.IGNORECASE,
)
_ONCE = re.compile(
    spaced(
        r"\b(?:initially|originally|previously|earlier|formerly|at first|had (?:\w+ly )?(?:given|set|granted|"
        r"announced|imposed|offered|threatened)|"
        r"was giving|(?:last|in) (?:January|February|March|April|May|June|July|August|September|October|November|"
        r"December|spring|summer|autumn|"
        r"month|week|year))\b"
    ),
    re.IGNORECASE,
)
_NOT_ONCE = re.compile(spaced(r"\b(?:earlier (?:today|on|than)|exten\w+|now|will)\b"), re.IGNORECASE)


def idle(words: str, at: int, form: Form, found: Resolved, published: date) -> str:
    """Why the date `@` of a news sentence is none, else empty: "his 50-day deadline" is not counted from the day of the paper."""
    before, after = words[max(0, at - 120) : at], words[at + 1 : at + 60]
    if isinstance(form, Count) and form.anchor in ("publication", "journal"):
        return "counted from a publication elsewhere"
    if isinstance(form, Count) and form.anchor == "none":
        if (_NAMED.search(before[-60:]) or _PROLONGED.search(before[-60:])) and _BREAK.match(after):
            return "a length recalled"
        if _ONCE.search(before) and not _NOT_ONCE.search(before):
            return "a length recalled"
    if (
        isinstance(form, Period)
        and form.unit in ("year", "quarter", "half")
        and not form.edge
        and found.day <= published
    ):
        return "a stretch that has begun"
    return ""
