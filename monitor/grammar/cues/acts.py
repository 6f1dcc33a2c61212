"""Clauses of acts, licences and notices that start, end or move a measure in words of their own. **Pure.**"""

import re

from monitor.grammar.cues.cue import CUES, Cue
from monitor.types import DeadlineKind, Status

_RUNS = r"(?:to|until|till|through|up to)(?: and including)?"
_PERIOD = (
    r"(?:period of (?:imposition|application|validity|suspension)|(?:quota|licen[cs]e|application|validity) period|validity|(?:will|shall|to|would|is|are|be|"
    r"been) (?:\w+ )?(?:impos\w+|lev(?:y|ied)|appl(?:y|ied|icable)|valid|available|effective|in (?:force|effect))|"
    r"appl(?:y|ies|icable)|valid)"
)
_GONE = r"(?:exported|re-?exported|shipped|loaded|delivered|entered|imported|released|unloaded|offloaded|completed|performed)"


# -- corrections and substitutions -------------------------------------------------------------------------------------
@CUES.rule(
    r"\"?@,?\"?,? (?:should|shall|must|is corrected to|to) (?:be )?read:? \"?#",
    examples={'"@" should read "#"': "replaced by another date"},
    refusals=("must be read by @",),
)
def corrected_from(_: re.Match[str]) -> Cue:
    return Cue(refused="replaced by another date", replaced=True)


@CUES.rule(
    r"#,?\"?,? (?:should|shall|must|is corrected to|to) (?:be )?read:? \"?@",
    examples={'"#" should read "@"': "effective extended"},
    refusals=("shall read the list of @",),
)
def corrected_to(match: re.Match[str]) -> Cue:
    return _moved(match)


@CUES.rule(
    r"\"@,?\"?,? (?:is|are|be|shall be) (?:hereby )?(?:deleted|struck(?: out)?|omitted|removed)\b[^@#]{0,60}\"#",
    examples={'"@" is deleted and "#" is inserted': "replaced by another date"},
    refusals=("the list is deleted on @",),
)
def deleted(_: re.Match[str]) -> Cue:
    return Cue(refused="replaced by another date", replaced=True)


@CUES.rule(
    r"\"#,?\"?,? (?:is|are|be|shall be) (?:hereby )?(?:deleted|struck(?: out)?|omitted|removed)\b[^@#]{0,60}\"@",
    examples={'"#" is deleted and "@" is inserted': "expiry extended", 'effective: "#" is struck, "@" inserted': "effective extended"},
    refusals=("the list is deleted on @",),
)
def inserted(match: re.Match[str]) -> Cue:
    return _moved(match)


@CUES.rule(
    r"(?:\bdates?|\breferences? to|\bwords?|\bfor(?: the date)?)\b[^@#]{0,24}\"?@\"?,?[^@#.;]{0,40}\b(?:(?:is|are|be|shall be) "
    r"(?:hereby )?(?:replaced|substituted|changed|amended)|substitut\w+|there shall be substituted|read)\b[^#]{0,60}#"
    r"|\b(?:omitting|omit)\b[^@#]{0,30}@[^@]{0,60}\bsubstitut\w+[^@#]{0,20}#",
    examples={
        "the date '@' is replaced by '#'": "replaced by another date",
        'for "@" substitute "#"': "replaced by another date",
    },
    refusals=("the list is replaced on @",),
)
def substituted(_: re.Match[str]) -> Cue:
    return Cue(refused="replaced by another date", replaced=True)


@CUES.rule(
    r"(?:\bdates?|\breferences? to|\bwords?|\bfor(?: the date)?)\b[^@#]{0,24}\"?#\"?,?[^@#.;]{0,40}\b(?:(?:is|are|be|shall be) "
    r"(?:hereby )?(?:replaced|substituted|changed|amended)|substitut\w+|there shall be substituted|read)\b[^@#]{0,60}@"
    r"|\b(?:omitting|omit)\b[^@#]{0,30}#[^@]{0,60}\bsubstitut\w+[^@#]{0,20}@",
    examples={
        "the date '#' is replaced by '@'": "expiry extended",
        'which comes into force on that day: for "#" substitute "@"': "effective extended",
        'the licence: for "#" substitute "@"': "expiry extended",
    },
    refusals=("replaced on @",),
)
def substitute(match: re.Match[str]) -> Cue:
    return _moved(match)


def _moved(match: re.Match[str]) -> Cue:
    """Amendments of a bare date mostly move an end; a correction of a notice mostly moves a start."""
    words = match.string
    begins = r"effective|enters? into force|comes? into force|appl(?:y|ies) from|appointed day"
    ends = not re.search(begins, words, re.IGNORECASE) and not re.search(r"read", match.group())
    ends = ends or bool(re.search(r"expir|until|through|suspen|licen[cs]e|derogat|wind|cease", words, re.IGNORECASE))
    return Cue(DeadlineKind.EXPIRY if ends else DeadlineKind.EFFECTIVE, Status.EXTENDED, inclusive=ends)


@CUES.rule(
    r"\b(?:delay\w*|postpon\w*|defer\w*|stay\w*|mov\w+|push\w*|chang\w+|amend\w*|revis\w+)\b[^@#]{0,80}\bfrom @,? (?:to|until) #",
    examples={"the effective date is delayed from @, until #": "replaced by another date"},
    refusals=("open from @ to #",),
)
def delayed_from(_: re.Match[str]) -> Cue:
    return Cue(refused="replaced by another date", replaced=True)


@CUES.rule(
    r"\b(?:effective|start|application|implementation|compliance|commencement)\b[^@]{0,160}\b(?:delay\w*|postpon\w*|defer\w*|"
    r"stay\w*|mov\w+|push\w*|chang\w+|amend\w*|revis\w+)\b[^@]{0,80}\b(?:to|until) @",
    examples={
        "the effective date of the rule is delayed from #, until @": "effective extended",
        "the date of application is postponed to @": "effective extended",
    },
    refusals=("the effective date is @",),
)
def delayed_to(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE, Status.EXTENDED)


@CUES.rule(
    r"\b(?:is|are|become|becomes|be) (?:again effective|effective again|reinstated)(?: on| from| as of)? @",
    examples={"the provisions are effective again on @": "effective"},
    refusals=("effective again soon",),
)
def again(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    r"\b(?:not|never) (?:be )?(?:take effect|come into (?:force|effect)|enter into force|begin|start|effective|applied|imposed|"
    r"collected)(?: \w+){0,3} (?:until|before) @|\bnot apply (?:until|before) @",
    examples={"the amendments will not take effect until @": "effective"},
    refusals=("take effect until @", "shall not apply to the execution of it until @"),
)
def not_until(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE)


# -- ends ----------------------------------------------------------------------------------------------------------------
@CUES.rule(
    r"\b(?:terminate|revoke|rescind|repeal|withdraw)s?\b[^@;]{0,420}[,)] effective(?: on| as of| from| at)? @",
    examples={"I hereby revoke that order and the order of #, effective @": "effective revoked"},
    refusals=("revoke the order effective immediately",),
)
def revoked_from(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE, Status.REVOKED)


@CUES.rule(
    r"\b(?:shall|will|do|does|is|are) (?:hereby )?(?:no longer (?:be )?(?:in effect|in force|apply|effective|subject|collected)|"
    r"cease to be (?:in force|collected|imposed|effective|subject))\b[^@#.;]{0,80}\b(?:on|from|as of|after|on or after|effective|at) @",
    examples={
        "the duty shall no longer be in effect as of @": "effective revoked",
        "after the court held them invalid, duties shall no longer be collected from @": "effective struck_down",
    },
    refusals=("shall be in effect as of @",),
)
def no_longer(match: re.Match[str]) -> Cue:
    judged = re.search(r"\b(?:court|judgment|ruling)\b", match.string, re.IGNORECASE) and re.search(
        r"\b(?:set aside|invalid|unlawful|vacat\w+|annul\w+|struck down|enjoin\w*)\b", match.string, re.IGNORECASE
    )
    return Cue(DeadlineKind.EFFECTIVE, Status.STRUCK_DOWN if judged else Status.REVOKED)


@CUES.rule(
    r"\bceases? to (?:apply|have effect|be in force|be valid)\b[^@#.;]{0,40}\b(?:on|at|after|from|at the end of) @",
    examples={"that regulation ceases to have effect at the end of @": "expiry"},
    refusals=("cease to be collected on @",),
)
def ceases(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, inclusive=True)


@CUES.rule(
    r"\b(?:extended|renewed|prolonged) for(?: a(?: further| new)?(?: period| term)? of| another| a further)? @",
    examples={"the quotas are renewed for @": "expiry extended"},
    refusals=("extended to him on @",),
)
def renewed_for(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, Status.EXTENDED, inclusive=True)


@CUES.rule(
    r"\b(?:for|period of)(?: a(?: further)? period of| another)? #,? (?:and )?(?:until|through|ending(?: on| at)?|expiring(?: on)?) @",
    examples={"the rule is suspended for a period of #, until @": "expiry suspended", "valid for #, ending on @": "expiry"},
    refusals=("for # companies",),
)
def length_until(match: re.Match[str]) -> Cue:
    paused = re.search(r"\bsuspend|\bsuspension|\bpaus|\bstay", match.string, re.IGNORECASE)
    return Cue(DeadlineKind.EXPIRY, Status.SUSPENDED if paused else None, inclusive=True)


@CUES.rule(
    r"\b(?:has|have|had) until @ to (?:wind|divest|terminate|unwind|exit|close out|complete)\b",
    examples={"Holders of such contracts have until @ to wind them up": "wind_down_end in_force"},
    refusals=("they have until @ to agree",),
)
def until_wound_up(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.WIND_DOWN_END, Status.IN_FORCE, inclusive=True)


@CUES.rule(
    r"\b(?:waiver|licen[cs]e|authori[sz]ation|exemption|reprieve)\b[^@#.;]{0,120}\b(?:until|through) @ to (?:allow|let|give|permit)\b",
    examples={"It has granted a waiver until @ to allow a sale": "expiry suspended"},
    refusals=("it has until @ to sell",),
)
def waived_until(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, Status.SUSPENDED, inclusive=True)


@CUES.rule(
    r"\bdates? of expiry\b[^@#]{0,500}@|\bexpiry(?: date)?: ?@|\bexpires? (?:at|by) the (?:end|close) of (?:the day on )?@|"
    r"\b(?:until|till|through|by) the (?:end|close) of (?:the day (?:on )?)?@|@ \(?(?:date of expiry|expiry)\b",
    examples={
        "Date of expiry: plywood, duty of Regulation 7, @": "expiry",
        "The safeguard expires at the end of @": "expiry",
        "it applies until the end of the day on @": "expiry",
    },
    refusals=("the expiry of the list",),
)
def expiry_column(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, inclusive=True)


@CUES.rule(
    rf"\b{_GONE}\b[^@#.;]{{0,60}}\b(?:before|by|on or before|no later than|not later than|prior to) @[^@]{{0,60}}\b"
    rf"(?:requires?|need|shall require|may not)\b|\b(?:so long as|provided (?:that )?|if) they (?:are|have been) "
    rf"(?:\w+ )?{_GONE}\b[^@#.;]{{0,80}}\b(?:before|by|until|on or before|no later than|prior to) @",
    examples={
        "items not exported before @ require a licence": "wind_down_end",
        "may go ahead so long as they have been exported before @": "wind_down_end",
    },
    refusals=("goods entered before @",),
)
def savings_end(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.WIND_DOWN_END, inclusive=True)


@CUES.rule(
    r"\b(?:en route|laden|on dock|on lighter|in transit) (?:aboard|for|to)\b[^@]{0,220}\bon @[^@]{0,260}\b(?:may proceed|"
    r"until|before|exported)",
    examples={"shipments en route aboard a carrier to a port on @, may proceed to it until #": "in_transit_load_by"},
    refusals=("aboard a carrier on @",),
)
def savings_start(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.IN_TRANSIT_LOAD_BY)


@CUES.rule(
    r"\bmay proceed\b[^@#]{0,160}\b(?:until|before|through|no later than|by) @",
    examples={"such shipments may proceed under the old rule until @": "wind_down_end"},
    refusals=("the talks may proceed on @",),
)
def proceed_until(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.WIND_DOWN_END, inclusive=True)


# -- periods -------------------------------------------------------------------------------------------------------------
@CUES.rule(
    r"\b(?:from|as of|beginning|starting|effective)(?: on)? #,? (?:and )?for(?: an?(?: initial| further)? (?:period|term) of)? @",
    examples={"duties as from #, for a period of @": "expiry", "levied from # for @": "expiry"},
    refusals=("from # to @",),
)
def runs_for(match: re.Match[str]) -> Cue:
    paused = re.search(r"\bsuspend|\bsuspension|\bpaus", match.string, re.IGNORECASE)
    return Cue(DeadlineKind.EXPIRY, Status.SUSPENDED if paused else None, inclusive=True)


@CUES.rule(
    rf"\b{_PERIOD}\b(?:: ?|[^@#;]{{0,170}}\b(?:from|between|effective):? )@,? (?:{_RUNS}|and|-) #",
    examples={
        "Period of imposition: from @ to #": "effective",
        "Quota period: @ through #": "effective",
        "it will impose a duty on plates from @ through #": "effective",
    },
    refusals=("sold from @ to #",),
)
def period_start(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    rf"\b{_PERIOD}\b(?:: ?|[^@#;]{{0,170}}\b(?:from|between|effective):? )#,? (?:{_RUNS}|and|-) @",
    examples={
        "Period of imposition: from # to @": "expiry",
        "it will impose a duty on plates from # through @": "expiry",
    },
    refusals=("sold from # to @",),
)
def period_end(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, inclusive=True)


@CUES.rule(
    rf"(?:%|per ?cent) from @,? {_RUNS} #",
    examples={"12% from @ to #, then less": "effective"},
    refusals=("from @ to #",),
)
def rate_start(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    rf"(?:%|per ?cent) from #,? {_RUNS} @",
    examples={"12% from # to @, then less": "expiry"},
    refusals=("from # to @",),
)
def rate_end(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, inclusive=True)


@CUES.rule(
    r"\bmay (?:be )?(?:enter(?:ed)?|imported|exported)\b[^@#.;]{0,80}\b(?:as early as|"
    r"from|on or after|beginning(?: on)?|starting(?: on)?) @",
    examples={"Sugar under the quota may enter as early as @": "effective"},
    refusals=("may enter before @",),
)
def may_enter(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    r"\b(?:quotas?|TRQs?|tariff-rate|(?:quota |application |filing )?(?:period|window))\b[^@;]{0,120}\bopen(?:s|ed|ing)?(?: again)?"
    r"(?: on| at| from)? @",
    examples={"the third-period quota for honey opens on @": "effective"},
    refusals=("the window opens soon",),
)
def quota_opens(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    r"\b(?:quotas?|TRQs?|tariff-rate|(?:quota |application |filing )?(?:period|window))\b[^@;]{0,160}\bclos(?:e|es|ed|ing)"
    r"(?: on| at)? @|\bphased out (?:by|on) @|\bremission\b[^@;]{0,200}\b(?:imported|released|entered)\b[^@#;]{0,60}\b(?:before|"
    r"until|up to|on or before) @|\bup to and inclusive of(?: the)? @",
    examples={
        "the quota for honey opens on # and closes on @": "expiry",
        "remission of the surtax is granted for goods imported before @": "expiry",
        "stays in force up to and inclusive of the @": "expiry",
    },
    refusals=("imported before @",),
)
def quota_closes(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, inclusive=True)


@CUES.rule(
    r"\b(?:levied|imposed|applied|remains?|effective|in force|in effect|appl(?:y|ies)|valid|extended|renewed)\b[^@#]{0,80}\bfor an? "
    r"(?:initial |further |additional |maximum )?(?:period|term) of @",
    examples={"the duty shall be levied for a period of @": "expiry", "It shall apply for a period of @": "expiry"},
    refusals=("measured for a period of @",),
)
def for_a_period(match: re.Match[str]) -> Cue:
    moved = re.search(r"\b(?:extended|renewed)\b", match.group(), re.IGNORECASE)
    return Cue(DeadlineKind.EXPIRY, Status.EXTENDED if moved else None, inclusive=True)


# -- the dates caption of a notice ------------------------------------------------------------------------------------------
_CAPTION = r"^\W*(?:DATES: ?)?@(?: at #)? ?(?:[:.]| -) ?[^@#]{0,200}?"


@CUES.rule(
    _CAPTION + r"\b(?:comments?|requests? to appear|rebuttals?|submissions?|petitions?|summar(?:y|ies) of testimony)\b",
    examples={
        "@: Due date for rebuttal comments.": "comment_close",
        "@: To be assured of a place, submit requests to appear at the hearing.": "comment_close",
    },
    refusals=("@: the ministers met",),
)
def caption_comments(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.COMMENT_CLOSE, inclusive=True)


@CUES.rule(
    _CAPTION + r"\bhearings?\b",
    examples={"@: The committee will convene a public hearing.": "hearing"},
    refusals=("@: the ministers met",),
)
def caption_hearing(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.HEARING)


# -- duties --------------------------------------------------------------------------------------------------------------
@CUES.rule(
    r"\bcompliance (?:date|deadline|period)s?\b[^@#;]{0,140}(?:\bis|\bof|:|\buntil|\bends?(?: on)?) @",
    examples={"The compliance date for the new records is @": "compliance"},
    refusals=("compliance with the rule of @",),
)
def compliance_date(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.COMPLIANCE, inclusive=True)


@CUES.rule(
    r"\b(?:may|can|are invited to|is invited to|wishing to|should) (?:\w+ )?(?:register|apply|request|make themselves known|come "
    r"forward|notify|lodge)\b[^@#]{0,120}\b(?:within|by|before|until|no later than|not later than) @",
    examples={"Interested parties may register to take part within @": "compliance"},
    refusals=("may request help on @",),
)
def may_register(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.COMPLIANCE, inclusive=True)


@CUES.rule(
    r"^\W*(?:\(\w{1,3}\) )?(?:by|within|no later than|not later than|on or before) @,? (?:he|she|it|they|the (?:Commission|"
    r"Council|Bank|Panel)) (?:shall|must|will)\b[^@]{0,60}\b(?:inform|report|submit|assess|review|present|advise|"
    r"provide|evaluate|publish|transmit|issue)\b"
    r"|\b(?:request\w*|direct\w*|instruct\w*|invit\w+|ask\w*) (?:the |its |my )?(?:[\w-]+ ){1,8}to (?:report|submit|provide|"
    r"conclude|complete|present|inform|update)\b[^@#]{0,120}\b(?:by|before|no later than|not later than|within) @",
    examples={
        "By @, she shall inform me of any change": "report_due",
        "it requested the envoy to report no later than @": "report_due",
    },
    refusals=("By @, they left",),
)
def told_to_report(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.REPORT_DUE, inclusive=True)


@CUES.rule(
    r"\b(?:will|shall|must|is to|expects? to|intends? to) (?:issue|make|announce|publish|reach) (?:its|the|a|their) (?:\w+ )?(?:preliminary|"
    r"final) (?:affirmative )?(?:determinations?|decisions?|rulings?|findings?)\b[^@#]{0,60}\b(?:by|no later than|on|before) @"
    r"|\breports?\b[^@#.;]{0,60}\b(?:is|are) due\b[^@#]{0,40}\b(?:on|by) @",
    examples={
        "The ministry will make its preliminary determination no later than @": "report_due",
        "The panel's report is due to the minister on @": "report_due",
    },
    refusals=("the report of @",),
)
def determination(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.REPORT_DUE, inclusive=True)


@CUES.rule(
    r"\bconsultations?\b[^@#.;]{0,140}\b(?:until|by|closes?(?: on)?|ends?(?: on)?|open until|runs? (?:until|to)) @",
    examples={"a public consultation on the list, open until @": "comment_close"},
    refusals=("consultations began on @",),
)
def consultation(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.COMMENT_CLOSE, inclusive=True)


@CUES.rule(
    r"\b(?:accept\w*|receiv\w*|submit\w*|fil\w+) (?:\w+ ){0,2}(?:petitions|requests|applications)\b[^@#.;]{0,80}\b(?:through|until|"
    r"by|before|no later than) @",
    examples={"It will go on accepting petitions through @": "compliance"},
    refusals=("petitions of @",),
)
def petitions(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.COMPLIANCE, inclusive=True)


@CUES.rule(
    r"\b(?:talks|negotiations?)\b[^@#.;]{0,40}\b(?:must|shall|have to|are to) (?:be )?(?:conclude[d]?|complete[d]?|end|finish\w*) "
    r"(?:by|before|on) @",
    examples={"talks must conclude by @": "negotiation"},
    refusals=("talks concluded on @",),
)
def talks_end(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.NEGOTIATION, inclusive=True)


# -- goods on the way ------------------------------------------------------------------------------------------------------
@CUES.rule(
    r"^\W*(?:and|or)? ?\(?(?:2|b|ii|B)\) (?:that )?(?:are |were |is )?(?:entered|withdrawn|imported|released)\b[^@#]{0,160}\b"
    r"(?:before|prior to) @",
    examples={"and (2) are entered for consumption before @": "in_transit_enter_by"},
    refusals=("(2) entered on @",),
)
def second_limb(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.IN_TRANSIT_ENTER_BY)


@CUES.rule(
    r"\b(?:bills? of lading|shipping bills?|airway bills?|let export order)\b[^@#]{0,80}\b(?:on or before|before|"
    r"up ?to|until|by|prior to|no later than|not later than) @",
    examples={"where the Bill of Lading is issued on or before @": "in_transit_load_by"},
    refusals=("the bill of lading of @",),
)
def lading_by(match: re.Match[str]) -> Cue:
    moved = re.search(r"\bextend", match.string, re.IGNORECASE)
    return Cue(DeadlineKind.IN_TRANSIT_LOAD_BY, Status.EXTENDED if moved else None, inclusive=True)
