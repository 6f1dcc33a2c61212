"""Dates that official papers carry and that are no deadline: identity papers, commemorations, statutes retold, old terms. **Pure.**"""

from monitor.grammar.cues.cue import CUES, LENGTH, Cue

_AUTHORISED = r"(?:authori[sz]ed|permitted|allowed|suspended|covered|extended|delayed|postponed)"


@CUES.rule(
    r"\b(?:DOB|POB|passport|national id|identification number|identity card|tax id|registration (?:number|date)|"
    r"established date|citizen|residency|IMO|flag registration|hull)\b[^@]{0,90}@",
    examples={
        "DOB @; nationality of a neighbour": "date of an identity paper",
        "Passport X12345 issued # expires @": "date of an identity paper",
    },
    refusals=("the passport levy expires",),
)
def identity_paper(_: object) -> Cue:
    return Cue(refused="date of an identity paper")


@CUES.rule(
    r"\b(?:proclaim|designate|declare)\b[^@]{0,60}@[^@.;]{0,40}\bas\b[^@.;]{0,60}\b(?:day|week|month|year)\b",
    examples={"do hereby proclaim # through @, as Seafarers' Week": "commemoration"},
    refusals=("declare that, as of @, the duty ends",),
)
def commemoration(_: object) -> Cue:
    return Cue(refused="commemoration")


@CUES.rule(
    r"\b(?:within|no later than|not later than) @,? (?:of|after|from|following|before|prior to)\b(?! this)",
    examples={
        "must be filed within @ of release of the cargo": "counted from an event",
        "within @ after receiving a request": "counted from an event",
    },
    refusals=("within @, the Secretary shall report",),
)
def counted_from_event(_: object) -> Cue:
    return Cue(refused="counted from an event")


@CUES.rule(
    r"@[^@]{0,14} of the (?:day|date) (?:mentioned|indicated|given|specified|concerned|in question)",
    examples={"it expires at @ (24:00) of the day mentioned in the table": "hour of another date"},
    refusals=("expires on the day mentioned",),
)
def hour_of_another(_: object) -> Cue:
    return Cue(refused="hour of another date")


@CUES.rule(
    rf"\b(?:which|that|it) (?:had )?(?:previously )?{_AUTHORISED}\b[^@#]{{0,160}}\b(?:through|until|till|to) @",
    examples={"the licence which authorized such sales through @, is superseded": "replaced by another date"},
    refusals=("sales are authorized through @",),
)
def once_authorised(_: object) -> Cue:
    return Cue(refused="replaced by another date", replaced=True)


@CUES.rule(
    r"\b(?:earlier|previously|formerly|originally|hitherto) (?:valid|available|extended|applicable|in force|"
    r"allowed|permitted|notified)\b[^@#]{0,40}@"
    r"|\b(?:was|were|had been) (?:valid |available |in force |granted )?(?:up to|until|till) @"
    r"|\b(?:previous|earlier|old|original|former) (?:deadline|end date|expiry(?: date)?|date|closing date|"
    r"effective date)\b(?: \w+){0,3} (?:is|was|of|had been) @"
    r"|(?<!if\s)(?<!as\s)\b(?:was|were) (?:still )?to (?:close|expire|end|lapse|begin|start|apply|run out|take effect|"
    r"(?:come|enter) into force)\b[^@#]{0,30}@",
    examples={
        "the exemption earlier valid up to @ is carried on": "replaced by another date",
        "The previous deadline was @.": "replaced by another date",
        "The exemption, which was up to @, goes on": "replaced by another date",
        "a comment period that was to close on @": "replaced by another date",
    },
    refusals=("the deadline is @",),
)
def old_term(_: object) -> Cue:
    return Cue(refused="replaced by another date", replaced=True)


@CUES.rule(
    r"\b(?:is|are|was|were|been) (?:replaced and )?superseded (?:in (?:its|their) entirety )?(?:as of|from|on) @",
    examples={"The earlier licence is superseded as of @.": "end of an older paper"},
    refusals=("Effective @, the licence is superseded",),
)
def superseded_paper(_: object) -> Cue:
    return Cue(refused="end of an older paper")


@CUES.rule(
    r"\b(?:applications?|bids|proposals)\b[^@]{0,140}\b(?:program(?:me)?|initiative|fund(?:ing)?|grants?|loans?|"
    r"scheme|call)\b[^@]{0,140}@|\b(?:funding|grants?|loans?|contribution|subsid\w+) (?:program(?:me)?s?|"
    r"scheme|facility)\b[^@#]{0,120}@",
    examples={"Applications to the Exporters' Support Fund are open until @": "subsidy programme"},
    refusals=("Applications for exclusion close on @",),
)
def subsidy(_: object) -> Cue:
    return Cue(refused="subsidy programme")


@CUES.rule(
    r"\b(?:last|page|was) (?:updated?|modified|reviewed|revised)(?: on)?:? @|\b(?:done|signed|given) at [A-Z]\w+"
    r"(?: \w+)?, (?:this |the )?@|\bdate of (?:issue|issuance|signature|publication):? @",
    examples={
        "Last update: @": "date of the page",
        "Done at Brussels, @.": "date of the page",
    },
    refusals=("the list is updated by @",),
)
def page_date(_: object) -> Cue:
    return Cue(refused="date of the page")


@CUES.rule(
    r"\b(?:statute of limitations|apparent violations?|settlement|enforcement|penalt(?:y|ies)|investigation|probe)\b"
    r"[^@]{0,120}\b(?:tolled|extended|concluded|completed)\b[^@#]{0,50}@",
    examples={"The statute of limitations was tolled until @.": "course of a case"},
    refusals=("the settlement measures expire on @",),
)
def case_course(_: object) -> Cue:
    return Cue(refused="course of a case")


@CUES.rule(
    r"\bextend(?:s|ed|ing)?\b[^@#]{0,80}\bby (?:a further |another |an additional )?@(?! (?:until|to|through) #)",
    examples={"it extends the comment period by @": "a length, no date"},
    refusals=("extended to @", "extended by @ until #"),
)
def lengthened(_: object) -> Cue:
    return Cue(refused=LENGTH)


@CUES.rule(
    r"\b(?:fiscal|marketing|crop|calendar|financial|quota|tax) years?\b[^@.;]{0,24}\(#?(?: ?[-/] ?| to | through )?@"
    r"|\bfor (?:the )?(?:fiscal|marketing|crop|quota) year \(?@",
    examples={"for fiscal year 2031 (# - @)": "span of a year"},
    refusals=("the quota year ends on @",),
)
def year_span(_: object) -> Cue:
    return Cue(refused="span of a year")


@CUES.rule(
    r"\b(?:mandate|term of office|tenure|panel of experts|membership)\b[^@#]{0,100}\b(?:until|through|to|expires?(?: on)?) @"
    r"|\b(?:until|through) @[^@#.;]{0,20}\bthe (?:mandate|term of office)\b",
    examples={
        "extends the mandate of the monitors until @": "mandate of a body",
        "it renewed until @ the mandate of the experts": "mandate of a body",
    },
    refusals=("the travel ban runs until @",),
)
def mandate(_: object) -> Cue:
    return Cue(refused="mandate of a body")


@CUES.rule(
    r"\b(?:on or after|from|after|beginning) @,? (?:the )?[\w .]{0,60}\bmay (?:adjust|modify|impose|consider|take|increase|construct|"
    r"determine|request|propose|recommend|initiate)\b",
    examples={"On or after @, the Secretary may adjust the rates": "a power that may be used"},
    refusals=("On or after @, goods may enter",),
)
def power(_: object) -> Cue:
    return Cue(refused="a power that may be used")


@CUES.rule(
    r"\b(?:assessment|liquidation) instructions\b[^@#]{0,120}@|\bcontracts? (?:that (?:was|were) )?(?:concluded|signed|entered into|"
    r"made|agreed)\b[^@#,]{0,30}\b(?:before|prior to|by|on) @|\b(?:concluded|signed|entered into) (?:before|prior to) @",
    examples={
        "instructions apart, it will send assessment instructions no earlier than @": "course of trade, no measure",
        "until # for contracts concluded before @": "course of trade, no measure",
    },
    refusals=("the agreement enters into force on @",),
)
def course_of_trade(_: object) -> Cue:
    return Cue(refused="course of trade, no measure")


@CUES.rule(
    r"\b(?:phased|spread|staged|stretched)\b[^@#.;]{0,40}\bover @",
    examples={"cuts phased in over @": "a length, no date"},
    refusals=("as of @, the duty is paid",),
)
def phased(_: object) -> Cue:
    return Cue(refused="a length, no date")


@CUES.rule(
    r"\bas of @,? the (?:effective|compliance|start) date (?:of|for)\b",
    examples={"As of @, the effective date of the rule is delayed until #": "date of the paper"},
    refusals=("as of @, the duty is paid",),
)
def paper_day(_: object) -> Cue:
    return Cue(refused="date of the paper")
