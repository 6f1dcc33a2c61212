"""Dates named in passing: what was called off, days of reckoning, periods under review, courses of cases. **Pure.**"""

import re

from monitor.grammar.cues.cue import CUES, Cue


@CUES.rule(
    r"\b(?:cancel\w*|calls? off|called off|calling off|will not hold|no longer (?:hold|be held|take place|convene))\b[^@#.;]{0,120}@",
    examples={
        "cancels the hearing scheduled for @": "called off",
        "the conference called off was to sit on @": "called off",
    },
    refusals=("the hearing on @ is not cancelled",),
)
def called_off(_: re.Match[str]) -> Cue:
    return Cue(refused="called off")


@CUES.rule(
    r"\b(?:held|owned|outstanding|existing|valued|accurate|current|reported|calculated|balance|pending|stood|stands|compiled|listed) "
    r"(?:\w+ )?as of @",
    examples={
        "a report on property held as of @": "a day of reckoning",
        "exchange rates, current as of @": "a day of reckoning",
    },
    refusals=("is levied as of @", "shall be in effect as of @"),
)
def reckoned(_: re.Match[str]) -> Cue:
    return Cue(refused="a day of reckoning")


@CUES.rule(
    r"\b(?:persons?|individuals|entit(?:y|ies)|vessels|banks?|companies|parties|firms)\b[^@#.;]{0,24}\b(?:blocked|designated|identified|"
    r"listed|sanctioned|added|named)\b[^@#.;]{0,16} on @(?! and (?:after|until))",
    examples={"the Wind Down of Dealings With Certain Persons Blocked on @": "day of a listing"},
    refusals=("persons listed in the annex from @",),
)
def listed_on(_: re.Match[str]) -> Cue:
    return Cue(refused="day of a listing")


@CUES.rule(
    r"\bas of @,? (?:[\w'-]+ ){0,8}?(?:was|were|had|has been|have been|stood|stands at|remained)\b(?! (?:suspended|revoked|"
    r"terminated|lifted))",
    examples={"As of @, the quota was nearly filled": "a day of reckoning"},
    refusals=("As of @, the duty is suspended",),
)
def state_of_things(_: re.Match[str]) -> Cue:
    return Cue(refused="a day of reckoning")


@CUES.rule(
    r"\b(?:summons|injunction|judicial review|protective order|petition for review|appeal)\b[^@]{0,160}\bwithin @",
    examples={"a request for an injunction has expired (i.e., within @)": "course of a case"},
    refusals=("the order applies within @",),
)
def at_court(_: re.Match[str]) -> Cue:
    return Cue(refused="course of a case")


@CUES.rule(
    r"\bperiod of (?:review|investigation)\b[^@]{0,100}@|\b(?:POR|POI)\b[^@#]{0,40}(?:#[^@#]{1,16})?@"
    r"|\b(?:fiscal|calendar|marketing|crop|base) (?:year|period)s?\b[^@#.;]{0,60}\bend(?:ed|ing|s)(?: on)? @",
    examples={
        "The period of review is # through @": "period under review",
        "the POI is # to @": "period under review",
        "for the fiscal year ending @": "period under review",
    },
    refusals=("the review ends on @",),
)
def period_of_review(_: re.Match[str]) -> Cue:
    return Cue(refused="period under review")


@CUES.rule(
    r"\b(?:on or after|from|beginning) @,? (?:and|but|through|to) (?:before |prior to |up to |until |"
    r"the day before )*(?:the )?(?:date|day|"
    r"publication) of\b[^@]{0,160}\b(?:not (?:liable|subject|be)|without regard|liquidat\w+|terminat\w+|refund\w*)",
    examples={
        "entries made on or after @ and before the date of publication of the finding are not liable": "gap of a case"
    },
    refusals=("on or after @ and before #",),
)
def gap(_: re.Match[str]) -> Cue:
    return Cue(refused="gap of a case")


@CUES.rule(
    r"\b(?:extend\w*|postpon\w*|toll\w*|delay\w*)\b[^@#]{0,160}\bby (?:an? (?:additional |further |full )?)?@(?:,? (?:until|to|through|"
    r"so that) #| ?\()"
    r"|\b(?:postpon\w*|toll\w*|delay\w*|extend\w*)\b[^@#]{0,40}\b(?:deadlines?|time limits?|(?:preliminary|final) \w+|proceedings?)\b"
    r"[^@#]{0,120}\bby (?:an? (?:additional |further |full )?)?@",
    examples={
        "it extends the deadline for the results by @, until #": "a length, no date",
        "is postponing the preliminary determination by @": "a length, no date",
    },
    refusals=("extended by @",),
)
def by_so_long(_: re.Match[str]) -> Cue:
    return Cue(refused="a length, no date")


@CUES.rule(
    r"\b(?:delay|stay|postpon|defer|suspend|extend|mov)\w*\b[^@#;]{0,30}\b(?:effective|compliance|applicability|implementation|start) "
    r"dates?\b[^@;]{0,300}\bfrom @,? (?:until|to) #",
    examples={"has extended the effective date from @, to #": "replaced by another date"},
    refusals=("the effective date is @",),
)
def effect_before(_: re.Match[str]) -> Cue:
    return Cue(refused="replaced by another date", replaced=True)


@CUES.rule(
    r"\bthe (?:Secretary|President|Department|Council|Commission|Committee|agency|Director|Administration|Treasury|Congress|Government)\b"
    r"[^@#.;]{0,40}? (?:rescinded|revoked|terminated|lifted|removed|suspended|imposed|extended|designated|published|announced|"
    r"initiated|issued|"
    r"signed|determined|found|amended|adopted|established|added|renewed|notified)\b(?:(?! (?:effective|until|beginning|starting|"
    r"through) )[^@#.;]){0,160} on @",
    examples={"The Secretary of State rescinded the designation of the country on @": "told of"},
    refusals=("The President suspended the duty until @", "The Secretary imposed a duty, effective on @"),
)
def told_of_office(_: re.Match[str]) -> Cue:
    return Cue(refused="told of")


@CUES.rule(
    r"\bas (?:it|they|he|she|Congress|was|had been|happened)(?: \w+)? (?:(?:did|done) )?(?:on|in) @|\bas (?:it|they|he|she) "
    r"did (?:on|in) @",
    examples={"renews it with retroactive effect, as it did on @": "told of"},
    refusals=("as it will do on @, it takes effect",),
)
def as_before(_: re.Match[str]) -> Cue:
    return Cue(refused="told of")


@CUES.rule(
    r"\b(?:will|to|is to) (?:attend|travel|visit|meet (?:with|his|her|their)|host|deliver remarks|participate in|join)\b"
    r"[^@;]{0,160}\b(?:on|through|until|from|in|and) @(?! deadline)",
    examples={"The envoy will attend the conference in the capital through @": "an official's diary"},
    refusals=("importers have to meet the terms by @", "duties are to apply until @"),
)
def diary(match: re.Match[str]) -> Cue | None:
    measured = re.search(
        r"\b(?:tariffs?|dut(?:y|ies)|sanctions?|price cap|embargo|hearing|effective|deadline)\b",
        match.group(),
        re.IGNORECASE,
    )
    return None if measured else Cue(refused="an official's diary")


@CUES.rule(
    r"\b(?:sentenc\w+|indict\w+|arraign\w+|forfeiture|pleaded|plead guilty|jury|extradit\w+|defendants?|convict\w+)\b[^@#;]{0,120}@",
    examples={"The defendant faces a hearing on @": "course of a case"},
    refusals=("the duty on it ends on @",),
)
def in_court(_: re.Match[str]) -> Cue:
    return Cue(refused="course of a case")


@CUES.rule(
    r"\b(?:information collections?|collections? of information|OMB (?:approval|clearance|control number)|Paperwork Reduction Act)\b"
    r"[^@;]{0,180}?\b(?:for(?: an?)?(?: further| additional| new)?(?: (?:period|term) of)?|expir\w+(?: date)?(?: is| on| in)?|valid "
    r"(?:until|through)) @",
    examples={
        "asks to renew the information collection on quota certificates for @": "approval of a form",
        "The OMB control number for the export form expires on @": "approval of a form",
        "approved under the Paperwork Reduction Act, valid through @": "approval of a form",
    },
    refusals=("Comments on the information collection are due by @", "The duty is imposed for @"),
)
def form_approved(_: re.Match[str]) -> Cue:
    return Cue(refused="approval of a form")


@CUES.rule(
    r"\b(?:reviews?|investigations?|inquir(?:y|ies)|proce(?:ss|dure|eding)s?|stages?|phases?|examinations?)\b[^@#.;]{0,40}\b(?:is|are) "
    r"(?:usually |normally |generally |typically |always |both |each )?(?:completed|conducted|concluded|carried out|finished) (?:in|within|"
    r"over)(?: about| some| the first)? @(?! of\b)",
    examples={
        "A safeguard inquiry, which is concluded within @, has three parts": "length of a procedure",
        "Investigations of this kind are normally carried out in @": "length of a procedure",
    },
    refusals=("The review will be completed within @", "The investigation is to be concluded in @"),
)
def takes_so_long(_: re.Match[str]) -> Cue:
    return Cue(refused="length of a procedure")
