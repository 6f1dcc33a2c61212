"""Terms of procedure: consultations, investigations that take longer, registrations of imports, duties made definitive. **Pure.**"""

import re

from monitor.grammar.cues.cue import CUES, Cue
from monitor.types import DeadlineKind, Status


@CUES.rule(
    r"\bregistration(?: of (?:the |such )?imports)? (?:shall|will|is to) (?:expire|end|cease|lapse)(?: on| at| by)? @",
    examples={"Registration shall expire on @": "expiry"},
    refusals=("registration for the fair ends on @", "registration starts on @"),
)
def registration_expires(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, inclusive=True)


@CUES.rule(
    r"\b(?:public |open )?(?:consultation|comment period|call for (?:evidence|comments))\b[^@#;]{0,90}?\b(?:runs?|lasts?|(?:is|stays|"
    r"remains|will be) open)(?: for)?(?: a period of)? @",
    examples={"Public consultation on the duties runs for @": "comment_close"},
    refusals=("the duty runs for @", "the consultation on # runs for @"),
)
def consulted_for(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.COMMENT_CLOSE, inclusive=True)


@CUES.rule(
    r"\b(?:investigation|inquiry|probe|(?:sunset|expiry|interim) review) (?:(?!dut|measure|tariff|remed|exclusion)[\w'-]+ ){0,10}?"
    r"(?:is|was|has been|will be) (?:hereby )?(?:extended|prolonged)(?: for| by| to| until)(?: up to| another)?(?: an?)?"
    r"(?: further| additional)?(?: period of)? @",
    examples={"The investigation on milk powder is extended for up to @": "review extended"},
    refusals=(
        "the duties under investigation are extended for @",
        "the investigation into the duties is extended until @",
    ),
)
def inquiry_extended(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.REVIEW, Status.EXTENDED)


@CUES.rule(
    r"\b(?:become|becomes|became|made|turn|turns) (?:definitive|final|permanent)(?: on| from| as of)(?: the)? @",
    examples={"provisional duties become definitive on @": "effective"},
    refusals=("the ruling became final in court", "become definitive duties"),
)
def made_definitive(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    r"\b(?:measures?|dut(?:y|ies)|tariffs?|quotas?|suspension|exemptions?|benefits?|validity)\b[^@#.;]{0,120}\b(?:shall|will)"
    r" (?:conclude|finish|be concluded|come to an end)(?: on| at)? @",
    examples={"The measure suspending tariffs is renewed and shall conclude on @": "expiry"},
    refusals=("the talks shall conclude on @", "will finish the duty report on @"),
)
def concludes(match: re.Match[str]) -> Cue | None:
    talked = re.search(r"\b(?:investigation|inquiry|review|talks|negotiations|consultations?)\b", match.string, re.I)
    return None if talked else Cue(DeadlineKind.EXPIRY, inclusive=True)
