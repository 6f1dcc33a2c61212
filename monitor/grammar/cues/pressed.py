"""Time given and deals wanted, in the words of the press. **Pure.**"""

import re

from monitor.grammar.cues.cue import CUES, Cue
from monitor.types import DeadlineKind, Status

_LEAVE = r"(?:wind(?:ing)? down|exit|divest|offload|unwind|sell (?:off|down)|complete (?:the )?(?:sale|transactions|deliveries))"
_HEED = r"(?:comply|adapt|apply|register|file|submit|bring|obtain|get|seek|adjust|certify|notify|declare)"
_GIVEN = Cue(DeadlineKind.ULTIMATUM, Status.THREATENED, inclusive=True, politics=True)
_DEAL = r"(?:deals?|texts?|agreements?|accords?|pacts?|compromise|settlement|talks|negotiations)"


@CUES.rule(
    rf"\b(?:until|till|by|before|within|has|have|had|gave|given|giv(?:es|ing)|allow\w*)\b(?: [\w'-]+){{0,5}}? @,? "
    rf"(?:in which )?to {_LEAVE}\b",
    examples={
        "buyers have until @ to wind down their dealings": "wind_down_end",
        "gave them @ to divest": "wind_down_end",
    },
    refusals=("has until @ to agree",),
)
def leave_by(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.WIND_DOWN_END, inclusive=True)


@CUES.rule(
    rf"\b(?:has|have|had|gave|given|gives?|giving|grant\w*|allow\w*)\b(?:(?! been)[^@#]){{0,80}}?(?:\buntil )?@,? "
    rf"(?:in which )?to {_HEED}\b(?! with (?:his|her|the) demands?)",
    examples={"suppliers have @ to apply": "compliance", "was given until @ to register": "compliance"},
    refusals=("has until @ to agree", "have @ to stop"),
)
def heed_by(match: re.Match[str]) -> Cue | None:
    rest = match.string[match.start() : match.end() + 120]
    if re.search(r"\bor (?:else|face|be hit|risk)\b|\btariffs?\b[^.]{0,40}\bunless\b", rest, re.IGNORECASE):
        return None
    if re.search(
        r"\bfor (?:[\w-]+ ){0,2}(?:aid|relief|grants?|help|funds|funding|compensation|loans?|visas?|"
        r"asylum)\b",
        rest,
        re.IGNORECASE,
    ):
        return Cue(refused="an application of another kind")
    return Cue(DeadlineKind.COMPLIANCE, inclusive=True)


@CUES.rule(
    r"\b(?:has|have|had|gave|given|gives?|giving|allow\w*|grant\w*)\b(?! been)[^@#;]{0,70}?[\s\"'(]@[\"')]*(?: by "
    r"[^@#;]{2,30}?)?,? (?:in which )?(?:to|before|until|or)\b",
    examples={
        'Minsk had "@" to free them or see duties': "ultimatum threatened",
        "it now has about @ before sanctions follow": "ultimatum threatened",
        "gave the country @ to sign": "ultimatum threatened",
    },
    refusals=("has risen by @", "had talks on @ to agree"),
)
def given_days(match: re.Match[str]) -> Cue | None:
    # "had talks on @ to agree" names the day of the talks, not a time given.
    before = match.group().rsplit("@", 1)[0].rstrip(" \"'(")
    if re.search(r"\b(?:on|at|in|since|from|for|by|of|last|after|to|been|taken|place|effect)$", before, re.IGNORECASE):
        return None
    told = re.search(r"\b(?:until|till|to|by) #", match.string[: match.start()])
    return Cue(refused="a length, no date") if told and before.startswith("giving") else _GIVEN


@CUES.rule(
    r"\b(?:must|has to|have to|had to|needs to|need to)\b[^@#;]{0,160}\b(?:by|within|before|until)(?: the)? @,? "
    r"or (?:else )?(?:see|lose|pay|face|be|risk|have|suffer|get|watch|go back|expect|accept|endure)\b",
    examples={"must settle the list within @ or see its duties go back up": "ultimatum threatened"},
    refusals=("must file by @ or by post",),
)
def must_or(_: re.Match[str]) -> Cue:
    return _GIVEN


@CUES.rule(
    r"\b(?:impos\w+|trigger\w*|slap|hit|raise|reimpos\w+|penali[sz]e|punish|sanction(?! relief)|follow|restore|snapback|tariffs?|duties|"
    r"sanctions)\b[^@;]{0,160}\b(?:unless|if)\b[^@;]{0,140}\b(?:by|before|within|in|until)(?: the)? @",
    examples={"will trigger the sanctions unless it agrees to inspections by @": "ultimatum threatened"},
    refusals=("unless renewed, the tariff ends by @",),
)
def punished_unless(match: re.Match[str]) -> Cue | None:
    between = match.group()
    if re.search(
        r"\b(?:no|not|without)\b[^@]{0,40}\b(?:deal|agreement|accord)\b|\bdeal (?:is|isn't)\b", between, re.IGNORECASE
    ):
        return Cue(DeadlineKind.NEGOTIATION, inclusive=True, politics=True)
    if re.search(
        r"\b(?:suspen\w+|paus\w+|expir\w+|lapse\w*|loaded|in transit|entered|cleared)\b", between, re.IGNORECASE
    ):
        return None
    return Cue(DeadlineKind.ULTIMATUM, Status.THREATENED, inclusive=True, politics=True)


@CUES.rule(
    rf"\b(?:aim\w*|hop(?:e|es|ed|ing)|rac(?:e|es|ed|ing)|rush\w*|scrambl\w*|work(?:s|ing)?|want(?:s|ed)?|plan(?:s|ned)?|try(?:ing)?|"
    rf"seek(?:s|ing)?|agreed|expects?|intend\w*|press\w*|need(?:s|ed)?|must|have)\b[^@;]{{0,60}}\b(?:conclud|clinch|seal|"
    rf"finali[sz]|strik|reach|sign|"
    rf"wrap(?:ping)? up|complet|agree|nail|secur|finish|settl|hammer)\w*\b[^@;]{{0,60}}\b{_DEAL}\b[^@;]{{0,"
    rf"80}}\b(?:by|before|within|ahead of|in time for)(?: the| its)? @",
    examples={
        "both sides aim to wrap up a text by @": "negotiation",
        "is racing to clinch a trade deal before the @ cut-off": "negotiation",
    },
    refusals=("signed a deal on @", "hopes to reach the port by @"),
)
def deal_by(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.NEGOTIATION, inclusive=True)


@CUES.rule(
    r"@,?(?: [\w-]+){0,2} (?:deadline|ultimatum|cut-?off|target date)\b|\b(?:deadline|cut-?off)\b(?: [\w'-]+){0,6}? "
    r"(?:is|stays|remains|stands|still|of)(?: still| set)?(?: at| for| on)? @",
    examples={
        "the @ tariff deadline will not be extended": "ultimatum threatened",
        "his deadline remains @": "ultimatum threatened",
        "scramble ahead of the @ trade deadline": "ultimatum threatened",
    },
    refusals=("missed the deadline, he said on @",),
)
def deadline_stands(match: re.Match[str]) -> Cue | None:
    text = match.string
    if re.search(
        r"\b(?:comments?|hearing|filing|appeal|voting|transfer|application|entry|tax)\b", match.group(), re.IGNORECASE
    ):
        return None
    if re.search(r"\b(?:talks|negotiat\w+|trade deal|accord)\b", text, re.IGNORECASE):
        return Cue(DeadlineKind.NEGOTIATION, inclusive=True, politics=True)
    return _GIVEN
