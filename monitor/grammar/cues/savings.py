"""Ends and savings in the wording of acts and gazettes; narrow, and tried before all others. **Pure.**"""

import re

from monitor.grammar.cues.cue import CUES, Cue
from monitor.types import DeadlineKind, Status

_UNTIL = (
    r"(?:until|till|through|to|up ?to|before|by|on or before|prior to|no later than|not later than)"
    r"(?: and (?:including|inclusive of))?(?: the)?(?: end of)?(?: the)?"
)
_DONE = (
    r"(?:completed|performed|fulfilled|executed|wound (?:down|up)|finished|honou?red|terminated|approved|authori[sz]ed|"
    r"continued|carried out|settled)"
)
_DEALS = (
    r"(?:contracts?|letters? of credit|(?:advance )?payments|agreements?|transactions?|orders|deliveries|"
    r"shipments|exports|supplies|operations|obligations)"
)


@CUES.rule(
    r"\bcontracts?\b[^@#.;]{0,60}\b(?:concluded|signed|entered into|made|agreed)\b[^@#,.;]{0,20}\b(?:before|prior to|by|"
    r"on or before|"
    r"no later than) @",
    examples={"does not apply to a contract entered into before @ until #": "course of trade, no measure"},
    refusals=("the ban on contracts applies before @",),
)
def old_contract(_: re.Match[str]) -> Cue:
    return Cue(refused="course of trade, no measure")


@CUES.rule(
    r"\b(?:due|set|scheduled) to (?:end|expire|lapse|run out) (?:on|at) @[^@#;]{0,160}\b(?:extended|prolonged|renewed|"
    r"continued|carried over)"
    r"\b[^@]{0,60}#|\b(?:previously|formerly|earlier|originally|hitherto),? @"
    r"|\b(?:earlier|previous|old|original|former) (?:date of )?(?:expiry|expiration|deadline|last date|end date|closing "
    r"date)(?: date)?:? ?@",
    examples={
        "Reliefs due to end on @ that are listed below have been extended to #": "replaced by another date",
        "The expiry date, previously @, is now #": "replaced by another date",
        "Earlier expiry: @": "replaced by another date",
    },
    refusals=("is due to end on @",),
)
def former_end(_: re.Match[str]) -> Cue:
    return Cue(refused="replaced by another date", replaced=True)


@CUES.rule(
    r"\b(?:(?:expiry|end|closing|validity) (?:date|period)|expiration(?: date)?|expiry)\b[^@;]{0,60}\b(?:is|are) now @|"
    r"\b(?:now|instead) "
    r"(?:expires?|ends?|runs? "
    r"(?:until|to)|valid (?:until|to))(?: on)?(?: the (?:close|end) of)? @",
    examples={"The expiry date, previously #, is now @": "expiry extended"},
    refusals=("in the end it is now @ o'clock",),
)
def ends_now(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, Status.EXTENDED, inclusive=True)


@CUES.rule(
    r"\b(?:permits|licen[cs]es|certificates|authori[sz]ations|approvals|visas)\b[^@.;]{0,90}\b(?:is|are|shall be|will be|"
    r"remain) valid for"
    r"(?: a period of)? @(?! from)",
    examples={"permits are available from # and are valid for @": "a length, no date"},
    refusals=("the permit is valid for @",),
)
def each_paper(_: re.Match[str]) -> Cue:
    return Cue(refused="a length, no date")


@CUES.rule(
    r"\b(?:extend\w*|continu\w*)\b[^@#;]{0,80}\bbeyond @,? (?:till|until) (?:further|such)",
    examples={"The restriction is extended beyond @ till further orders": "end given up"},
    refusals=("extended beyond @",),
)
def open_ended(_: re.Match[str]) -> Cue:
    return Cue(refused="end given up")


@CUES.rule(
    r"\b(?:execution|performance),? (?:until|by|before|up to) @,? of\b|\bnot apply,? until @,? to the (?:execution|performance)\b"
    r"|\b(?:execution|performance)\b[^@#.;]{0,80}\bcontracts?\b[^@.;]{0,120}\b(?:until|by|up to) @",
    examples={
        "shall not apply to the execution until @ of contracts concluded before #": "wind_down_end",
        "the execution of such contracts by @": "wind_down_end",
    },
    refusals=("concluded before @", "the execution of the budget until @"),
)
def executed_until(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.WIND_DOWN_END, inclusive=True)


@CUES.rule(
    r"\bprohibitions?\b[^@#.;]{0,80}\b(?:shall|do|does|will) not apply,? (?:until|before|up to) @",
    examples={"The prohibition in paragraph 1 shall not apply until @ to imports of urea": "expiry"},
    refusals=("The duty shall not apply until @",),
)
def spared_until(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, inclusive=True)


@CUES.rule(
    rf"\b(?:may|can|must|shall) (?:still |only |however |continue to )?be {_DONE}\b[^@#.;]{{0,80}}\b{_UNTIL} @"
    rf"|\b{_DEALS}\b[^@.;]{{0,80}}\b(?:concluded|signed|entered into|begun|made|agreed|issued|"
    rf"opened)\b[^@.;]{{0,50}}\b(?:before|prior "
    rf"to)\b[^@.;]{{0,140}}\b{_UNTIL} @",
    examples={
        "Transactions begun under it may be completed until @": "wind_down_end",
        "Contracts concluded before that date may be performed until @": "wind_down_end",
        "Exports under contracts signed before the change may be approved until @": "wind_down_end",
    },
    refusals=("contracts concluded before @", "may be completed in @"),
)
def old_deals_until(match: re.Match[str]) -> Cue | None:
    if re.search(r"\b(?:report|review|investigation|proceeding|inquiry|audit)\b", match.group(), re.IGNORECASE):
        return None
    return Cue(DeadlineKind.WIND_DOWN_END, inclusive=True)


@CUES.rule(
    r"\b(?:term|period|duration|length) of (?:the )?(?:imposition|levy\w*|application|validity|implementation|collection|"
    r"suspension|"
    r"(?:[\w-]+ ){0,2}(?:dut(?:y|ies)|measures?))\b[^@#.;]{0,80}(?:\b(?:shall be|is|are|will be|runs?(?: for)?)|:) @"
    r"|\b(?:implementation|validity|application|levy|collection) (?:period|term)\b[^@#.;]{0,60}(?:\b(?:shall be|is|will be)|:) @",
    examples={
        "The term of imposition of the duties shall be @": "expiry",
        "The implementation period is @": "expiry",
    },
    refusals=("the period of investigation is @",),
)
def term_of(match: re.Match[str]) -> Cue:
    paused = re.search(r"\bsuspension\b", match.group(), re.IGNORECASE)
    return Cue(DeadlineKind.EXPIRY, Status.SUSPENDED if paused else None, inclusive=True)


@CUES.rule(
    r"\b(?:on or after|on and after|after|since|from) #,? (?:and|but) (?:on or before|not later than|no later than|before|"
    r"until|up to|prior to) @",
    examples={"for goods imported on or after # and on or before @": "expiry"},
    refusals=("loaded on or after # and before @ entered",),
)
def not_after(match: re.Match[str]) -> Cue | None:
    before = match.string[max(0, match.start() - 120) : match.start()]
    told = re.search(r"\b(?:loaded|laden|in transit|investigat|concluded|signed)\b", before, re.IGNORECASE)
    return None if told else Cue(DeadlineKind.EXPIRY, inclusive=True)


@CUES.rule(
    r"\bextend\w*\b[^@]{0,200}\b(?:up ?to|uptill?|till) (?:and inclusive of )?(?:the )?@",
    examples={"The free import policy is extended upto @": "expiry extended"},
    refusals=("extended to him on @", "the last date is extended upto @"),
)
def extended_upto(match: re.Match[str]) -> Cue | None:
    filing = re.search(r"\b(?:last date|due date|deadline|time limit)\b", match.string[: match.end()], re.IGNORECASE)
    return None if filing else Cue(DeadlineKind.EXPIRY, Status.EXTENDED, inclusive=True)


@CUES.rule(
    r"\b(?:valid|force|effect|available|exempt\w*|free|restricted|prohibited|permitted|allowed|operative|"
    r"continue)\b[^@#]{0,100}\b(?:up ?to|uptill?)"
    r"(?: and (?:inclusive of|including))?(?: the)? @",
    examples={"shall remain in force upto and inclusive of the @": "expiry", "imports are free up to @": "expiry"},
    refusals=("valued up to @", "the exemption earlier valid upto @"),
)
def upto(match: re.Match[str]) -> Cue | None:
    old = re.search(
        r"\b(?:earlier|previously|formerly|originally|was|were)\b", match.string[: match.end()][-100:], re.I
    )
    return None if old else Cue(DeadlineKind.EXPIRY, inclusive=True)


@CUES.rule(
    r"\bsunset(?:s|ting)?(?: date| day)\b[^@#.;]{0,80}(?:\b(?:is|on|of|at)|:)(?: the end of)? @|\bsunsets(?: at the end "
    r"of| on)? @",
    examples={"The sunset date for the instrument is @": "expiry"},
    refusals=("at sunset, they met on @",),
)
def sunset(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, inclusive=True)


@CUES.rule(
    r"\b(?:until|continue|remain|permitted|allowed|may)\b[^@#.;]{0,160}\b(?:and )?(?:in any (?:event|case),?|at the latest,?) "
    r"(?:no later than|not later than|by|until|on|before)? ?@|\b(?:until|and) @ at the latest\b",
    examples={"may go on until a decision is taken, and in any event no later than @": "expiry"},
    refusals=("in any event they met on @",),
)
def at_the_latest(match: re.Match[str]) -> Cue | None:
    until = re.search(r"\buntil\b", match.group(), re.IGNORECASE)
    return Cue(DeadlineKind.EXPIRY, inclusive=True) if until else None


@CUES.rule(
    r"\b(?:extend|renew|prolong)\w*\b[^@]{0,260}\bfor (?:a|an|another|the) (?:(?:further|additional|new|subsequent|"
    r"maximum) ){0,2}(?:period|term)"
    r"(?: of)?(?: up to)? @(?!,? (?:and )?(?:until|to|through|ending|expiring))",
    examples={"decided to renew the arms embargo for a further period of @": "expiry extended"},
    refusals=("for a period of @", "renewed for a period of @, until #"),
)
def renewed_period(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, Status.EXTENDED, inclusive=True)


@CUES.rule(
    r"\b(?:raised|increased|reduced|lowered|granted|maintained|re-?introduced|reinstated|takes? effect|(?:enters?|comes?) "
    r"into force|in (?:force|effect|place)|"
    r"effective|valid|imposed|levied|appl(?:y|ied|ies)|"
    r"suspended|collected|operative|opened|remain)\b[^@#.;]{0,140}\bfor (?:an?|the) (?:[\w-]+ ){0,2}(?:period|term|duration)"
    r"(?: of)?(?: up to| not exceeding| at most| not more than| a maximum of)? @(?!,? (?:and )?(?:until|to|through|ending|"
    r"expiring))",
    examples={
        "shall be effective for a period not exceeding @": "expiry",
        "The rate is raised to a third for a period of @": "expiry",
        "the duty is suspended for a period of @": "expiry suspended",
    },
    refusals=("valid for a period of @, until #", "measured for a period of @"),
)
def in_use_for(match: re.Match[str]) -> Cue:
    paused = re.search(r"\bsuspended\b", match.group(), re.IGNORECASE)
    return Cue(DeadlineKind.EXPIRY, Status.SUSPENDED if paused else None, inclusive=True)


@CUES.rule(
    r"\b(?:wind(?:ing)?[ -]?down|transition\w*|grace|phase-out) (?:period|phase|window)\b[^@]{0,200}\b(?:clos(?:es|ing)|"
    r"ends?|ending|expires?|runs? (?:until|to)|"
    r"lasts? until|until|terminates?|set (?:until|to))(?: (?:on|at))?(?: the end of)? @",
    examples={
        "a wind-down period for contracts made before #, which closes at @": "wind_down_end in_force",
        "a grace period is set until @": "wind_down_end in_force",
    },
    refusals=("a grace period of @",),
)
def wind_down_closes(match: re.Match[str]) -> Cue:
    moved = re.search(r"\b(?:extend\w*|prolong\w*)\b", match.group(), re.IGNORECASE)
    return Cue(DeadlineKind.WIND_DOWN_END, Status.EXTENDED if moved else Status.IN_FORCE, inclusive=True)


@CUES.rule(
    r"\bmay (?:\w+ )?(?:authori[sz]e|permit|allow|grant)\b[^@.;]{0,260}\b(?:until|up to(?: and including)?|before|by|no "
    r"later than)(?: the end of)? @",
    examples={
        "The office may authorise the sale of shares up to and including @": "wind_down_end",
        "authorities may authorise payments for churches until @": "expiry",
    },
    refusals=("may authorise it on @",),
)
def may_be_authorised(match: re.Match[str]) -> Cue:
    leaves = re.search(
        r"\b(?:sale|sell|divest\w*|wind\w*[ -]down|termination|liquidat\w+|transfer|exit|withdrawal)\b",
        match.group(),
        re.IGNORECASE,
    )
    return Cue(DeadlineKind.WIND_DOWN_END if leaves else DeadlineKind.EXPIRY, inclusive=True)


@CUES.rule(
    r"\b(?:will|shall|to|would|does|do|may)? ?(?:expires?|lapses?|ends?|terminates?|sunsets?)(?: automatically)?,?"
    r"(?: effective)?(?: as of| as at| as from| with effect from| effective(?: on)?| from) @",
    examples={
        "The carve-outs for bicycles will lapse as of @": "expiry",
        "The waiver terminates with effect from @": "expiry",
        "The permits expire effective @": "expiry",
    },
    refusals=("the exemption ends from one port to another by @", "the duty applies as of @"),
)
def ends_as_of(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, inclusive=True)


@CUES.rule(
    r"\b(?:will|shall|to|would) (?:continue to be|remain|stay|still be) (?:excluded|exempt(?:ed)?|spared|waived|duty-free|suspended|"
    r"carved out)\b[^@#.;]{0,80}\b(?:until|till|through|up to) @",
    examples={
        "Those bicycles will continue to be excluded from the duty until @": "expiry extended",
        "Sugar shall remain exempt through @": "expiry extended",
        "the charge will stay suspended until @": "expiry extended",
    },
    refusals=("the bank will remain open until @", "sugar was exempt until @"),
)
def stays_spared(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, Status.EXTENDED, inclusive=True)


@CUES.rule(
    r"\b(?:will|shall|do|does|is|are|need)(?:n't| not)(?: yet)? (?:need(?:ed)? to be|have to be|required to be|be required to be|be|"
    r"have to|need to|required to|mandatory|required|be required|be mandatory)(?: (?:met|complied with|observed|satisfied|followed|comply|"
    r"meet|file|report|fulfilled|mandatory|binding))?\b[^@#.;]{0,40}\b(?:until|till|before) @",
    examples={
        "some record-keeping rules will not need to be met until @": "compliance",
        "Exporters do not have to comply with part two before @": "compliance",
        "Reporting is not mandatory until @": "compliance",
    },
    refusals=("the rule will not take effect until @", "the duty will not be raised until @", "is not open until @"),
)
def not_owed_until(match: re.Match[str]) -> Cue | None:
    owed = (
        r"\b(?:met|complied|observed|satisfied|followed|comply|meet|file|report|fulfilled|mandatory|binding|required)\b"
    )
    return Cue(DeadlineKind.COMPLIANCE) if re.search(owed, match.group(), re.IGNORECASE) else None


@CUES.rule(
    r"\bdut(?:y|ies)\b[^@;]{0,240} for (?:a|the) (?:further |maximum |total )?(?:period|term) of @",
    examples={
        "seeks to levy definitive anti-dumping duty on imports of resin, made in the north or the south, for a period of @": "expiry",
        "The minister has imposed a countervailing duty on bicycles for a further period of @": "expiry",
        "continues the safeguard duty on tin for the term of @": "expiry",
    },
    refusals=("the duty officer stays for a period of @", "levies duty on a ship hired for @"),
)
def duty_for_a_term(match: re.Match[str]) -> Cue | None:
    sets = r"\b(?:impos|lev(?:y|ied)|collect|maintain|appl(?:y|ied)|continu)"
    return (
        Cue(DeadlineKind.EXPIRY, inclusive=True)
        if re.search(sets, match.string[: match.end()], re.IGNORECASE)
        else None
    )
