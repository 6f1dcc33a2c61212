"""Periods, savings and duties in the wording of gazettes and of alerts to clients; narrow, and tried before the broad rules. **Pure.**"""

import re

from monitor.grammar.cues.cue import CUES, Cue, amended
from monitor.types import DeadlineKind, Status

_UNTIL = r"(?:up ?to|uptill?|until|till|through|to|by|on or before|before|no later than|not later than|valid (?:until|to|till))"
_END = rf"{_UNTIL}(?: and (?:including|inclusive of))?(?: the)?(?: end of)?(?: the)?"
_OUGHT = r"(?:must|shall|should|ha(?:ve|s) to|(?:are|is|will be) (?:required|obliged|asked) to|needs? to|will have to|(?:are|is) to)"
_HAND_IN = (
    r"(?:be )?(?:surrender|submit|give|present|produce|furnish|suppl|provide|lodge|file|declare|report|register|notif|obtain|hand in|"
    r"hold|show|prove|certif|state|disclose|attach|send|accompan)\w*"
)
_PAPERS = (
    r"(?:certificates?|declarations?|statements?|evidence|proofs?|documents?|papers?|reports?|returns?|permits?|licen[cs]es?|information|"
    r"data|particulars|attestations?|invoices?|records?|registrations?|notifications?|accounts|forms?|surtax|deposits?|details|"
    r"dealings|holdings)"
)


@CUES.rule(
    rf"\b(?:from|as of|as from|w\.?e\.?f\.?|with effect from|starting|beginning|effective)(?: on)? #,? (?:and|but|or) {_END} @",
    examples={"is free with effect from # and upto @": "expiry", "shall be levied from # and until the @": "expiry"},
    refusals=("from # to @", "loaded from # and until @"),
)
def from_and_upto(match: re.Match[str]) -> Cue | None:
    before = match.string[max(0, match.start() - 90) : match.start()]
    told = re.search(
        r"\b(?:loaded|laden|in transit|investigat\w+|concluded|signed|shipped|review|imported|entered)\b", before, re.I
    )
    return None if told else Cue(DeadlineKind.EXPIRY, inclusive=True)


@CUES.rule(
    r"\b(?:period|term|duration|time|dates?) of (?:the )?(?:imposition|levy\w*|application|validity|implementation|collection|suspension|"
    r"exemption|restriction|prohibition|ban)\b[^@#.;]{0,50}?(?:\b(?:is|are|shall be|runs?|from)|:)(?: from)? @ ?(?:to|until|till|through|"
    r"up to|-|–|—|~)(?: and including)? #",
    examples={
        "Period of imposition: @ to # (four months)": "effective",
        "The term of validity is from @ until #": "effective",
    },
    refusals=("Period of imposition: @", "Period of investigation: @ to #"),
)
def term_begins(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    r"\b(?:goods|merchandise|shipments?|consignments?|cargo(?:es)?|vehicles|products|articles|parcels)\b[^@;]{0,160}\b(?:may|"
    r"can|must|shall|"
    r"are|is|have been|were)(?: still| also)? (?:be )?(?:cleared|imported|entered|released|landed|withdrawn|admitted|"
    r"accounted for|unloaded|"
    rf"discharged|delivered|brought in)\b[^@#.;]{{0,80}} {_END} @",
    examples={
        "Goods on their way may be cleared at the old rate until @": "in_transit_enter_by",
        "shipments are exempt if they are accounted for by @": "in_transit_enter_by",
    },
    refusals=("goods were cleared from # to @ days", "the goods are sold until @"),
)
def still_cleared_until(match: re.Match[str]) -> Cue | None:
    spared = re.search(
        r"\b(?:in transit|on their way|en route|transition\w*|exempt\w*|spared?|not (?:apply|be subject)|old|prior|previous|"
        r"former|already|"
        r"loaded|dispatched|shipped|lading|consigned)\b",
        match.string[: match.end() + 80],
        re.IGNORECASE,
    )
    past = re.search(r"\b(?:were|have been|contracts?|signed|concluded)\b[^@]{0,60}@$", match.group(), re.IGNORECASE)
    return Cue(DeadlineKind.IN_TRANSIT_ENTER_BY) if spared and not past else None


@CUES.rule(
    r"\b(?:contracts?|deals?|agreements?|orders?|supplies|(?:old|former|previous|earlier|existing) (?:[a-z]+ )?(?:price|rate|cap|level|"
    r"ceiling|terms?))\b[^@.;]{0,70}\b(?:may|can|could|(?:are|is|will be) (?:allowed|able|free|permitted) to)(?: still| also|"
    r" continue to)? "
    rf"(?:run|continue|go on|be (?:used|applied|honou?red|served|serviced|kept|relied on|invoked)|apply)\b[^@#;.]{{0,60}} {_END} @",
    examples={
        "existing contracts may run until @": "wind_down_end",
        "For deals made before # the old price may be used until @": "wind_down_end",
    },
    refusals=("the contract may be signed by @", "talks may run until @"),
)
def old_terms_until(match: re.Match[str]) -> Cue | None:
    other = re.search(
        r"\b(?:employment|rental|lease|player|loan|labou?r|work) (?:contract|agreement)", match.string, re.I
    )
    return None if other else Cue(DeadlineKind.WIND_DOWN_END, inclusive=True)


@CUES.rule(
    r"\b(?:given|gives?|gave|giving|has|have|had|with)\b[^@#.;]{0,50} (?:until|till) @,? (?:in which )?to (?:complete|finish|"
    r"wrap up|close out|"
    r"end|exit|settle|terminate|cease|stop|sever|dispose of|divest|sell|offload)\b(?=[^@.;]{0,60}\b(?:dealings?|"
    r"transactions?|business|deals|operations|contracts|ties|stakes?|positions?|shareholdings?|holdings|trades|payments|purchases|assets|"
    r"investments?)\b)",
    examples={"Firms have been given until @ to complete dealings with the two": "wind_down_end"},
    refusals=("was given until @ to sell his house", "they have until @ to end the war"),
)
def given_to_close(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.WIND_DOWN_END, inclusive=True)


@CUES.rule(
    rf"\b{_OUGHT} (?:[a-z]+ )?{_HAND_IN}\b[^@#.;]{{0,120}}? (?:from|as of|as from|starting|beginning|with effect from|"
    rf"on and after)(?: on)? @"
    r"(?! (?:until|to|through) #)",
    examples={
        "evidence of the mill must be given from @": "compliance",
        "Importers shall produce certificates of origin as of @": "compliance",
        "exporters have to register their plants from @": "compliance",
    },
    refusals=("must be given time from @", "importers must pay the duty from @"),
)
def papers_from(match: re.Match[str]) -> Cue | None:
    before = match.string[max(0, match.start() - 120) : match.start()]
    papers = re.search(rf"\b(?:{_PAPERS}|origin|plants|themselves)\b", before + match.group(), re.IGNORECASE)
    return Cue(DeadlineKind.COMPLIANCE) if papers else None


@CUES.rule(
    rf"\b{_OUGHT} (?:[a-z]+ )?{_HAND_IN}\b[^@.;]{{0,120}}? (?:by|before|no later than|not later than|on or before|until|prior to) @",
    examples={
        "Declarants have to surrender certificates for # by @": "compliance",
        "Applicants must submit reports on # no later than @": "compliance",
    },
    refusals=("it must be shown that he died before @", "must submit comments on # by @"),
)
def papers_by(match: re.Match[str]) -> Cue | None:
    if "#" not in match.group() or re.search(r"\b(?:comments?|views|submissions|briefs?)\b", match.group(), re.I):
        return None
    papers = re.search(rf"\b{_PAPERS}\b", match.group(), re.IGNORECASE)
    return Cue(DeadlineKind.COMPLIANCE, inclusive=True) if papers else None


@CUES.rule(
    r"\b(?:licen[cs]es?|waivers?|permits?|permissions?|exemptions?|reprieves?|dispensations?|"
    r"authori[sz]ations?)\b[^@#;]{0,110}\b(?:lets?|letting|allow\w*|permit\w*|"
    r"enabl\w+|keeps?|authori[sz]\w+)\b[^@#;]{0,80}\b(?:operat\w+|trad\w+|import\w*|buy\w*|run\w*|work\w*|go on|continue|stay|"
    r"do business|pump\w*|"
    r"sell\w*|deliver\w*|pay\w*|process\w*) ?(?:[^@#;.]{0,50} )?(?:until|till|through|to) @",
    examples={
        "had obtained a licence that delays the full force of sanctions and lets it operate until @": "expiry",
        "a waiver that allowed its bank to go on until @": "expiry",
    },
    refusals=("a licence that lets him drive a cab until @ in @ hours", "no licence until @"),
)
def lets_run_until(match: re.Match[str]) -> Cue:
    longer = re.search(r"\b(?:extend\w*|prolong\w*|renew\w*)\b", match.string[: match.end()], re.IGNORECASE)
    return Cue(DeadlineKind.EXPIRY, Status.EXTENDED if longer else None, inclusive=True)


@CUES.rule(
    r"\b(?:scrap|suspend|waiv|lift|remov|cut|drop|eliminat|abolish|halv|lower)(?:p?ed|s|ing|e|es|"
    r"ped)?\b[^@#;]{0,60}\b(?:tax(?:es)?|dut(?:y|"
    r"ies)|tariffs?|lev(?:y|ies)|fees?|surcharges?)\b(?! talks)[^@#;]{0,60} (?:until|till|through) @",
    examples={
        "has scrapped export taxes on beans until @ or until sales reach a billion": "expiry suspended",
        "waived the duty on rice through @": "expiry suspended",
    },
    refusals=("won't lift the duties until @", "cut the tax on #", "if it lifts the duty until @"),
)
def taken_off_until(match: re.Match[str]) -> Cue | None:
    before = match.string[max(0, match.start() - 50) : match.start()]
    denied = re.search(r"(?:\b(?:not|never|if|cannot|refus\w+)|n[’']t)\b[^@#;,]{0,40}$", before, re.IGNORECASE)
    return None if denied else Cue(DeadlineKind.EXPIRY, Status.SUSPENDED, inclusive=True)


@amended(
    r"(?:,|\b(?:which|that) (?:was|were|are|is|had been)) (?:due|set|scheduled|slated|meant|supposed) to (?:end|expire|lapse|"
    r"run out) (?:on |at |in "
    r")?@,? [^@#;]{0,50}\b(?:(?:will|would|to|now|shall|can) (?:now )?(?:stay|remain|run|last|continue|be (?:extended|kept|"
    r"prolonged|continued|renewed))|"
    r"(?:has|have) been (?:extended|prolonged|renewed))\b[^@#;]{0,40} (?:until|through|to|till) #",
    old=("the exclusions, due to end on @, will stay in place until #",),
    examples={"the waivers, which were set to lapse on #, have been extended to @": "expiry extended"},
    refusals=("due to end on @",),
)
def outlives(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, Status.EXTENDED, inclusive=True)


@CUES.rule(
    r"\b(?:caps?|ceilings?|price limits?|tariffs?|dut(?:y|ies)|lev(?:y|ies)|surcharges?|quotas?|"
    r"threshold|allowance)\b[^@#;]{0,70}?(?: (?:will|would|shall|is to|are to|is due to|are due to|is set to|are set to|to|is|are))? "
    r"(?:falls?|drops?|shrinks?|declines?|steps? (?:up|down)|comes? down|goes? (?:up|down)|tightens?|narrows?|"
    r"(?:be )?(?:lowered|cut|reduced|"
    r"halved|trimmed|raised))\b"
    r"[^@#;]{0,70}? (?:on|from|by|at|as of|starting|effective|in)(?: the)? @",
    examples={
        "The ceiling for its crude will fall from $51 to $44 a barrel on @": "effective",
        "duties on its goods fall to 30% by @": "effective",
        "the duty-free quota shrinks by a tenth from @": "effective",
    },
    refusals=(
        "prices fall on @",
        "the tariff fell on @",
        "revenue from tariffs rose in @",
        "shares of cap makers drop on @",
    ),
)
def falls_on(match: re.Match[str]) -> Cue | None:
    words = match.group()
    if re.search(
        r"\b(?:until|revenue|receipts|talks|since|could|might|prices|hopes?|uncertain\w*|ruling|makers?|shares)\b",
        words,
        re.IGNORECASE,
    ):
        return None
    return Cue(DeadlineKind.EFFECTIVE)


_GOES_ON = r"(?:lasts?|runs?|appl(?:y|ies)|remains?|stays?|continues?|be valid|is valid|are valid|be in (?:force|effect|place)|is in force)"


@CUES.rule(
    rf"#[^@#;.]{{0,60}}\b(?:and|then|before|,) (?:then |it |they )?(?:(?:will|shall|would|is to|are to|"
    rf"to) )?{_GOES_ON}(?: (?!from|as|on|after|to|starting|beginning)[a-z]+){{0,3}}?"
    r"(?:,? for)?(?: an? (?:initial |further )?(?:period|term) of| up to| a total of)? @"
    r"|^\W*(?:it|they|(?:the|these|those|this) (?:[\w-]+ ){0,2}(?:dut(?:y|ies)|measures?|tariffs?|bans?|quotas?|curbs|lev(?:y|"
    r"ies)|surcharges?|"
    r"suspensions?|exemptions?|waivers?|decisions?)) (?:(?:will|shall|would|is to|are to) )?(?:lasts?|runs?) @",
    examples={
        "The decision takes effect on # and lasts @": "expiry",
        "the duty kicks in on # and runs for @": "expiry",
        "becomes effective # and applies for @": "expiry",
        "The duty will last @": "expiry",
    },
    refusals=("lasts @", "the talks on # and the visit last @", "It is the last @"),
)
def starts_and_lasts(match: re.Match[str]) -> Cue | None:
    other = (
        r"\b(?:permits|certificates|visas|talks|visit|trip|tour|strike|summit|contract|season|trial|"
        r"festival|exhibition|training|drill|flight)\b"
    )
    return None if re.search(other, match.string, re.IGNORECASE) else Cue(DeadlineKind.EXPIRY, inclusive=True)


@CUES.rule(
    r"^\W*since @, [^@#;]{3,200}?\b(?:shall|will|must) (?:be )?(?:applied|apply|imposed|levied|collected|implemented|adopted|required|pay|"
    r"provide|stop|subject)\b",
    examples={"Since @, provisional duties shall be applied to its brandy": "effective"},
    refusals=("Since @, he has been a judge and shall be", "Since @, duties have been levied"),
)
def since_shall(_: re.Match[str]) -> Cue:
    """Ministries of East Asia write "since" for "from" of a day to come."""
    return Cue(DeadlineKind.EFFECTIVE)
