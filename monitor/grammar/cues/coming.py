"""Starts and ends as the press announces them: "ahead of the @ tariffs", "as soon as @", "up on @", "back until @". **Pure.**"""

import re

from monitor.grammar.cues.cue import CUES, Cue
from monitor.grammar.levies import LEVY
from monitor.types import DeadlineKind, Status

_MEASURE = rf"(?:{LEVY}|sanctions|bans?|embargo|curbs|controls|restrictions|fees?)"
_PAUSE = (
    r"(?:pause|truce|waiver|reprieve|suspension|exemption|grace period|licen[cs]e|moratorium|ceasefire|exclusions?|"
    r"freeze|"
    r"carve-?out|holiday)"
)
_SET_IN = (
    r"(?:imposed|introduced|levied|slapped|applied|charged|collected|reimposed|enforced|implemented|rolled out|"
    r"triggered|restored|"
    r"reinstated|raised|increased|doubled|in (?:force|place|effect))"
)

_OTHER_END = re.compile(r"\b(?:expir\w*|lapse[sd]?|end(?:s|ed|ing)?|run(?:s|ning)? out|due to|set to)\b", re.IGNORECASE)
_OR_ELSE = re.compile(r"\bor(?: else| to)? $", re.IGNORECASE)


@CUES.rule(
    r"\b(?:could|may|might|can)\b[^@#;]{0,40}\bbe "
    rf"{_SET_IN}\b[^@#;]{{0,60}}?\b(?:as (?:early|soon) as|from|by|on|starting|beginning|no later than|within|in|"
    rf"at)(?: the)?"
    r"(?: next| coming)? @",
    examples={"A levy on its ships could be imposed as soon as @": "effective", "may be in place by @": "effective"},
    refusals=("could be in place for @", "might be announced on @"),
)
def may_be_imposed(match: re.Match[str]) -> Cue | None:
    other = r"\b(?:until|through|if|unless|whether|price rise|prices)\b|\b(?:within|in)(?: the)? @"
    held = re.search(other, match.group(), re.IGNORECASE)
    return None if held else Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    rf"@,? (?:implementation|start(?: date)?|effective date|introduction|imposition|rollout|launch|onset|"
    rf"entry into force|"
    rf"increase|hike|jump)\b[^@#;]{{0,40}}\b(?:of|for|in)\b[^@#;]{{0,50}}\b{_MEASURE}\b|"
    rf"\b(?:ahead of|before|in time for|braces? for|bracing for|prepar\w+ for|ready for|beat)(?: the| its| his|"
    rf" their|) "
    rf"@(?:'s|’s)?(?: (?!(?:on|about|over|with|of|for|talks|deadline|vote) )[\w.%-]+){{0,3}}? (?:{_MEASURE}|increase|"
    rf"hike|implementation|effective date|start date)\b(?! (?:announcement|deadline|"
    r"expir|talks|pause|truce))",
    examples={
        "rushed in copper ahead of the @ implementation of the duty": "effective",
        "stocked up ahead of the @ tariffs": "effective",
    },
    refusals=("ahead of the @ tariff deadline", "before @ talks on tariffs", "after the @ tariffs"),
)
def ahead_of(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    rf"@,? (?:expiry|expiration|end|lapse|sunset|termination)(?: date)?\b[^@#;]{{0,40}}\b(?:of|for|in|to)\b|"
    rf"\b(?:expiry|expiration|lapse|lapsing|end) of [^@#;]{{0,70}}\b(?:{_PAUSE}|{_MEASURE}|quota|regime|"
    rf"agreement)\b[^@#;]{{0,30}}?(?: on| at| in|,)"
    r"(?: the)? @|"
    rf"\b{_PAUSE}\b[^@;]{{0,60}}\b(?:is|are|will be|would be) (?:over|up|done|finished|no more|"
    rf"history)\b[^@#;]{{0,20}}\b(?:on|by|at|in) @|"
    rf"\b(?:time|clock|days|weeks|{_PAUSE})\b[^@#;]{{0,30}}\b(?:is|are|will be) up(?: on| at| in)? @|"
    rf"\b(?:extend\w*|keep\w*|prolong\w*|renew\w*|let|letting|end\w*)\b[^@#;]{{0,30}} (?:the|its|his|"
    rf"a) @,?(?: [\w-]+){{0,2}} {_PAUSE}\b",
    examples={
        "before the @ expiry of the truce": "expiry",
        "the pause will be over on @": "expiry",
        "denied that it would extend the @ tariff pause": "expiry",
    },
    refusals=("the end of the war on @", "by the end of @"),
)
def is_over(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, inclusive=True)


@CUES.rule(
    r"\b(?:(?:will|would|do|does|did|shall|are|is)(?: not|n't|n’t)|won't|won’t)\b[^@#;]{0,40}\b(?:back|return\w*|"
    r"revert\w*|resume\w*|rise|"
    r"climb|increase|jump|double|be (?:hit|raised|charged|increased|taxed|restored|reimposed)|"
    r"pay)\b[^@#;]{0,50}\b(?:until|till|"
    r"before)(?: at least)?(?: the)? @",
    examples={
        "the duties would not snap back until @": "effective extended",
        "won't rise before @": "effective",
    },
    refusals=("will not extend the pause until @", "will rise until @"),
)
def not_back_until(match: re.Match[str]) -> Cue:
    sooner = re.search(r"\b(?:until|till)\b", match.group(), re.IGNORECASE)
    return Cue(DeadlineKind.EFFECTIVE, Status.EXTENDED if sooner else None)


@CUES.rule(
    r"\b(?:will|would|to|could|shall|are|is|moves?|moving)\b[^@#;]{0,24}\b(?:reimpose|restore|reinstate|return|"
    r"snap back|be (?:reimposed|restored|"
    r"reinstated|reactivated)|come back|resume)\b[^@#;]{0,80}\b(?:within|in|after)(?: the)?(?: next)? @",
    examples={"moved to reimpose the sanctions on it within @": "effective", "will snap back in @": "effective"},
    refusals=("will return to talks in @",),
)
def restored_in(match: re.Match[str]) -> Cue | None:
    return None if re.search(r"\b(?:talks|negotiat\w+|table)\b", match.group(), re.I) else Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    r"\b(?:ban|embargo|curbs|controls|restrictions|cap|quotas?|fees?|charges?|package|rules?|"
    r"phase-?out)\b[^@#;,]{0,50}\b(?:is|are|was|were|be|now)? ?"
    r"(?:set|due|scheduled|slated|planned|pencilled in|fixed) (?:for|in|on|from)(?: the)? @",
    examples={"a full ban on its gas is set for @": "effective", "docking fees due in @": "effective"},
    refusals=("talks on the ban are set for @", "a review of the cap is due in @"),
)
def ban_set_for(match: re.Match[str]) -> Cue | None:
    before = match.string[max(0, match.start() - 40) : match.start()]
    other = r"\b(?:talks|review|vote|decision|hearing|meeting|ruling|report|votes|debate|announcement)\b"
    talked = re.search(other, before, re.IGNORECASE) or re.search(other, match.group(), re.IGNORECASE)
    return None if talked else Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    rf"\b(?:face|faces|faced|facing|confronts?|brac\w+ for|hit (?:by|with))\b[^@;]{{0,80}}\b(?:{LEVY}|"
    r"sanctions|\d ?(?:%|percent|per cent))(?!\w)[^@;]{0,60}?(?:,| -)? (?:on|from|as of|starting|by|after|come|at|"
    r"as soon as|as early as)(?: the)? @",
    examples={
        "face a 50% duty in less than #, on @": "effective",
        "are bracing for new tariffs on @": "effective",
    },
    refusals=("faces duties, he said on @", "a demand to agree or face sanctions is due to expire on @"),
)
def faces_on(match: re.Match[str]) -> Cue | None:
    if _OTHER_END.search(match.group()) or _OR_ELSE.search(match.string[max(0, match.start() - 12) : match.start()]):
        return None  # "agree or face duties is due to expire on": an end of something else, a choice.
    told = re.search(
        r"\b(?:said|told|announced|imposed|since|unless|if|or face|until|threatened)\b", match.group(), re.I
    )
    return None if told else Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    r"\b(?:impos\w+|slap\w*|lev(?:y|ied|ies|ying)|introduc\w+|reimpos\w+|set|hit)\b[^@#;]{0,110}"
    r"(?<!set)(?<!due)(?<!scheduled)(?<!planned)(?<!slated) for(?: another| an initial| up to| a further|"
    r" a period of)? @,?(?: (?:from|starting|"
    r"beginning|as of|effective)\b|[.;]|$)",
    examples={
        "slapped a provisional duty on its steel for @ from #": "expiry",
        "imposed a quota on it for @.": "expiry",
    },
    refusals=("set for @", "imposed duties for #, he said on @"),
)
def imposed_for(match: re.Match[str]) -> Cue | None:
    tariff = re.search(rf"\b{_MEASURE}\b|\bquotas?\b", match.group(), re.IGNORECASE)
    return Cue(DeadlineKind.EXPIRY, inclusive=True) if tariff else None


@CUES.rule(
    r"^\W{0,12}(?:at|from|on|by|starting|beginning|effective)? ?(?:the )?@,? [^@#;]{2,140}\b(?:will|would|is to|are to|"
    r"is set to|are set to|plans? to)\b"
    r"[^@#;]{0,30}\b(?:implement|collect\w*|enforce|levy\w*|hit|tax|charge|restrict|ban|block|require|bar|slap|"
    r"double|raise|lower|cut|scrap|lift|"
    r"introduce|reimpose|triple|halve)\b",
    examples={
        "At @, customs will implement the new tariff structure": "effective",
        "From @, Ottawa will begin collecting a surtax": "effective",
    },
    refusals=("On @, ministers will meet to lift spirits", "On @, they said that it is to be"),
)
def that_day_will(match: re.Match[str]) -> Cue | None:
    words = match.group()
    if re.search(
        r"\b(?:meet|vote|decide|discuss|talks?|said|announce\w*|rates? decision|prices?|interest|hike)\b",
        words,
        re.IGNORECASE,
    ):
        return None
    lifted = re.search(r"\b(?:scrap|lift)$", words, re.IGNORECASE)
    return Cue(DeadlineKind.EXPIRY, Status.REVOKED) if lifted else Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    r"\bappl(?:y|ies|icable)\b[^@#;]{0,160}\b(?:landing|entering|entered|arriving|arrive|shipped|imported|loaded|"
    r"cleared|sold|sent)\b[^@#;]{0,90}\b"
    r"(?:after|from|as of|on or after|starting|beginning)(?: the)? @",
    examples={"applies to all goods landing in its ports after @": "effective"},
    refusals=("applies to goods loaded before @",),
)
def applies_to_arrivals(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    r"\b(?:will|would|to|automatically|must)\b[^@;]{0,24}\b(?:return|snap back|be (?:reimposed|restored|reinstated|"
    r"reactivated)|come back|resume)\b"
    r"[^@;]{0,80}\bon @",
    examples={"sanctions will automatically return at the end of the # window on @": "effective"},
    refusals=("will return to the talks on @", "will return home on @"),
)
def returns_on(match: re.Match[str]) -> Cue | None:
    back = r"\b(?:talks|negotiat\w+|table|home|work|office|school|parliament|play|court)\b"
    return None if re.search(back, match.group(), re.IGNORECASE) else Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    r"\b(?:to|will|would|shall) (?:implement|enforce|introduce|impose|launch|apply|bring in|adopt|start|enact)\b[^@#,;.]{0,60}\b(?:ban|"
    rf"embargo|{LEVY}|curbs|controls|restrictions|sanctions|quotas?|measures?),? (?:which|"
    r"that|including|covering|also covering)\b[^@#;.]{1,90}, (?:on|from|starting|effective|as of|beginning) @",
    examples={
        "revised a decree to enforce the ban, which also covers boots and hats, on @": "effective",
        "will introduce new curbs, including a cap on nickel, from @": "effective",
        "would impose duties, which reach 12% on bicycles, starting @": "effective",
    },
    refusals=("imposed a ban, which covers boots, on @", "to impose duties, he said, on @"),
)
def comes_with_aside(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    r"\b(?:retaliat\w*|respond|hits? back|strikes? back|answer|reply|counter) with\b[^@#;]{0,70}"
    rf"(?:\b{_MEASURE}|\d ?(?:%|percent|per cent))(?!\w)[^@#;]{{0,50}}(?: (?:on|from|starting|as of|effective)) @",
    examples={"will retaliate with a 20% levy on @": "effective"},
    refusals=("retaliated with insults on @", "will answer with tariffs, he said on @"),
)
def answers_with(match: re.Match[str]) -> Cue | None:
    told = re.search(r"\b(?:said|told|announced|warned|until)\b", match.group(), re.IGNORECASE)
    return None if told else Cue(DeadlineKind.EFFECTIVE)
