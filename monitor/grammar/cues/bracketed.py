"""A second date beside the first: in brackets for somebody else, or as the one given up; and the length that leads to it. **Pure.**"""

import re

from monitor.grammar.cues.cue import CUES, LENGTH, Cue
from monitor.types import DeadlineKind, Status


@CUES.rule(
    r"#,? \((?:(?:but|or|and|only) )?(?:(?:on|from|by|until|as of|as from) )?(?:the )?@ (?:for|in the case of|with respect to|as regards|"
    r"in respect of|if) [^()@#]{2,90}\)",
    examples={
        "takes effect on # (@ for small importers)": "effective",
        "the licence expires on # (and on @ in the case of banks)": "expiry",
    },
    refusals=("the measures expire on # (at @)", "takes effect on # (signed on @ for the king)"),
)
def for_others(match: re.Match[str]) -> Cue | None:
    """A date in brackets, for a part of those concerned, is for the same as the date before them."""
    words = match.string
    first = CUES.first(f"{words[: match.start()]}@{words[match.end() :]}")
    return first.value if first and first.value.kind else None


@CUES.rule(
    r"# \((?:(?:previously|formerly|originally|initially|first|hitherto|until now|so far)(?: (?:set|due|fixed|scheduled))?|extended|"
    r"postponed|moved|put off|pushed back|brought forward|changed|deferred|delayed|instead|replacing|was|formerly set)"
    r"(?: (?:on|for|from|by|of|until)|:)?"
    r"(?: the)? @\)",
    examples={
        "by # (previously @)": "replaced by another date",
        "close on # (extended from @)": "replaced by another date",
    },
    refusals=("takes effect on # (signed @)", "on # (@)"),
)
def given_up_in_brackets(_: re.Match[str]) -> Cue:
    return Cue(refused="replaced by another date", replaced=True)


@CUES.rule(
    r"\b(?:extend|prolong|renew)\w*\b[^@#;]{0,120}\b(?:for|by)(?: an?)?(?: another| further| additional){0,2}(?: (?:period|term) of)? "
    r"@,? (?:to|until|till|through|up to|ending(?: on)?)(?: and including)?(?: the)? #",
    examples={"the tariff relief is extended for another @ to #": "a length, no date"},
    refusals=("extended for another @", "levied for @ from #"),
)
def length_written_out(_: re.Match[str]) -> Cue:
    return Cue(refused=LENGTH)


@CUES.rule(
    r"\b(?:on|from|as of) #, @(?=[.;]|$)",
    examples={"enter into effect on #, @.": "the date before it, told again"},
    refusals=("on #, on @.", "on # and @."),
)
def told_again(_: re.Match[str]) -> Cue:
    """A day, and behind a comma the count that comes to it: "on 6 August, thirty days after publication"."""
    return Cue(refused="the date before it, told again")


@CUES.rule(
    r"\b(?:extend|prolong|renew)(?:s|ed)? (?:until|till|to|through)(?: the)? @,? (?:an?|the|its|their) (?!deadline|ultimatum|"
    r"talks|mandate|term|tenure|membership|panel|period|time|date)",
    examples={"has extended until @ a surcharge of up to 30%": "expiry extended"},
    refusals=("extended until @ the deadline", "extended until @ to agree"),
)
def extended_until_what(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, Status.EXTENDED, inclusive=True)


@CUES.rule(
    r"\b(?:will|would|is to|are to)(?: now| instead| only)? do so(?: only)?(?: on| from| in| by)? @",
    examples={"was to rise on # and will now do so on @": "effective extended", "It will do so from @": "effective"},
    refusals=("said so on @",),
)
def does_so(match: re.Match[str]) -> Cue:
    later = re.search(r"\b(?:was|were) to\b[^@]*#", match.string[: match.start()], re.IGNORECASE)
    return Cue(DeadlineKind.EFFECTIVE, Status.EXTENDED if later else None)
