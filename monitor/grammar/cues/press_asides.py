"""Dates that the press tells in passing: the day somebody spoke, what else begins, bills, tasks inside a government. **Pure.**"""

import re

from monitor.grammar.cues.cue import CUES, Cue
from monitor.grammar.levies import LEVY

_SPEAKER = (
    r"(?:he|she|they|it|officials?|ministers?|lawmakers|diplomats|the (?:president|prime minister|minister|ministry|"
    r"government|"
    r"commission|council|court|department|agency|company|bloc|two sides|administration|white house|"
    r"kremlin)|(?-i:[A-Z][\w.'-]+)(?: (?-i:[A-Z][\w.'-]+)){0,3})"
)
_SPOKE = (
    r"(?:said|announced|told|wrote|posted|declared|signal?led|signed|met|spoke|issued|warned|threatened|confirmed|"
    r"unveiled|"
    r"reported|revealed|tweeted|repeated|insisted|added|hinted|agreed|published|sent|filed|ruled)"
)
_MONEY = r"(?:[$€£¥]|\b(?:dollars|euros|billion|million|trillion|bn|tn)\b)"
_MEASURE = rf"(?:{LEVY}|sanctions|bans?|fees?|curbs|quotas?)"
_WHILE_TELLING = rf"(?:(?!\b(?:that|which|when|before|if|unless|{_MEASURE})\b)[^@#;])"


@CUES.rule(
    rf"\b(?:purchas(?:e|es|ing)|buy(?:s|ing)?|procur(?:e|es|ing)|invest(?:s|ing|ments?)?)\b[^@#;]{{0,170}}?{_MONEY}[^@#;]{{0,140}}?"
    r"\b(?:through|over|during|by|until|before)(?: the)?(?: end of)? @",
    examples={
        "it will purchase $12 billion of grain and seeds through @": "a promise to buy",
        "to invest 9 billion euros in its shipyards by @": "a promise to buy",
        "intends to procure U.S. grain, seeds and feed with an expected value of $4 billion through @": "a promise to buy",
    },
    refusals=("it is prohibited to purchase oil through @", "may buy its gas until @"),
)
def promised_purchases(_: re.Match[str]) -> Cue:
    return Cue(refused="a promise to buy")


@CUES.rule(
    rf"^\W*(?:on |late |early |late on |earlier )?@,?(?: that)? {_SPEAKER}(?:,? who [^@#,;]{{0,60}},)?(?: (?:also|"
    rf"then|again|first|reportedly))? "
    rf"(?:has |had )?{_SPOKE}\b",
    examples={
        "@ he announced he would raise the duty": "the day of speaking",
        "On @, the commission said it would hit back": "the day of speaking",
    },
    refusals=("On @, duties announced in spring double", "@ the tariffs rise"),
)
def spoke_that_day(_: re.Match[str]) -> Cue:
    return Cue(refused="the day of speaking")


@CUES.rule(
    r"\b(?:begin|began|begun|start|resum|kick(?:s|ed)? off|finish|wrap(?:s|ped)? up)\w* (?:\w+ly )?(?:to )?(?!levy|"
    r"impos|charg|collect|tax|enforc|"
    r"appl|pay|be\b|being|requir|phas|rais|hit|bann|barr|implement|restrict|tak|roll|double|hik|increas|refus|block|"
    r"licens|"
    r"screen|us|lift|remov|cut|lower|reduc|eas|unwind|wind|going|com)"
    rf"[a-z]{{3,}}(?:ing)\b{_WHILE_TELLING}{{0,80}}?(?: (?:on|in|at|from|as early as|as soon as|by))?(?: the)? @",
    examples={
        "began sending letters to its partners on @": "the start of something else",
        "will start shipping cars to the port @": "the start of something else",
    },
    refusals=(
        "began levying the duty on @",
        "will start paying 25% on @",
        "begin sending letters that tariffs start on @",
    ),
)
def begins_doing(_: re.Match[str]) -> Cue:
    return Cue(refused="the start of something else")


@CUES.rule(
    r"\b(?:letters?|notices?|invitations|envoys?|payments|refunds|che(?:ck|que)s|delegation|negotiators|vessel|ship|"
    r"tanker|cargo|"
    r"flight|report|results|invoices)\b[^@#;,]{0,90}\b(?:(?<!shall\s)be (?:sent|delivered|mailed|posted|paid|published|"
    r"dispatched)|go(?:ing)? out|"
    r"arriv\w+|depart\w*|land(?:s|ed)?)\b[^@#;,]{0,40}?(?: (?:on|in|at|from|by|starting|beginning))?(?: the)? @",
    examples={
        "tariff letters will be delivered starting @": "the day of a dispatch",
        "refunds are to be paid from @": "the day of a dispatch",
    },
    refusals=("letters say the duty starts @", "goods that arrive after @", "the report shall be delivered by @"),
)
def sent_out(_: re.Match[str]) -> Cue:
    return Cue(refused="the day of a dispatch")


@CUES.rule(
    r"\b(?:senat\w+|lawmakers?|congress\w*|democrats?|republicans?|representatives|bipartisan|"
    r"house)\b[^@#;]{0,120}\b(?:bill|"
    r"resolution|amendment)\b[^@#;]{0,160}\b(?:would|to)\b[^@#;]{0,160}@",
    examples={"two senators filed a bill that would end the duties by @": "a bill, no measure"},
    refusals=("the Commission's bill for the duty is due @",),
)
def bill(_: re.Match[str]) -> Cue:
    return Cue(refused="a bill, no measure")


@CUES.rule(
    r"\b(?:until|by|before|has|have|had|within|deadline)\b[^@#;]{0,40}@,? (?:in which )?to (?:file (?:an? |its |"
    r"their )?)?(?:appeal|"
    r"petition the (?:supreme )?court|seek (?:a )?(?:review|rehearing)|decide whether to appeal)\b|"
    r"\b(?:appeal|rehearing|notice of appeal)\b[^@#;]{0,40}\b(?:by|before|until|within|due)(?: on)? @",
    examples={
        "has until @ to appeal against the ruling": "time to appeal",
        "must lodge its appeal by @": "time to appeal",
    },
    refusals=("has until @ to agree", "stayed until @ to allow an appeal"),
)
def appeal_by(_: re.Match[str]) -> Cue:
    return Cue(refused="time to appeal")


@CUES.rule(
    r"\b(?:gave|giv(?:e|es|en|ing)|told|order(?:s|ed)|ask(?:s|ed)) (?:his|her|its|"
    r"their|the )? ?(?:own )?(?:cabinet|"
    r"ministers|ministry|ministries|aides|officials|advis[eo]rs|staff|team|agencies|task force|lawyers|negotiators|"
    r"bureaucrats|"
    r"commerce (?:secretary|department|ministry)|trade (?:minister|representative))\b[^@#;]{0,90}@",
    examples={
        "gave ministers until @ to prepare a reply": "a task inside a government",
        "ordered his aides to come up with a list by @": "a task inside a government",
    },
    refusals=("gave the firms until @ to comply",),
)
def inner_task(match: re.Match[str]) -> Cue | None:
    hit = re.search(rf"\b{_MEASURE}\b[^@#]{{0,60}}\b(?:from|starting|effective|on) @", match.group(), re.IGNORECASE)
    return None if hit else Cue(refused="a task inside a government")


@CUES.rule(
    r"\b(?:days?|hours?|weeks?|minutes?|shortly|just|moments)\b[^@#;]{0,24}\bbefore\b[^@#;]{0,90}\b(?:was|were|"
    r"had been) (?:about |due |set |"
    r"supposed |meant |scheduled |slated )?to \w+[^@#;]{0,50}@",
    examples={"two days before the duties were to bite on @": "replaced by another date"},
    refusals=("two days before they bite on @",),
)
def was_to_bite(_: re.Match[str]) -> Cue:
    return Cue(refused="replaced by another date", replaced=True)


@CUES.rule(
    r"\b(?:delay|extend|postpon|push|mov|shift|prolong|put|defer|waiv)\w*(?: back| off)?(?: (?:the|its|his|their|a))? "
    r"@(?:'s|’s)?(?: [\w-]+){0,3}? (?:deadline|cut-?off|start(?: date)?|implementation|expiry|expiration|date|"
    r"effective date|pause|"
    r"truce)\b[^@#;]{0,40}\b(?:to|until|till|by|for)(?: the)?(?: about| another| a further)? #",
    examples={
        "will delay the @ tariff deadline to #": "replaced by another date",
        "postponed @'s start by #": "replaced by another date",
    },
    refusals=("extended the @ deadline", "moved the deadline from # to @"),
)
def old_deadline(_: re.Match[str]) -> Cue:
    return Cue(refused="replaced by another date", replaced=True)


@CUES.rule(
    r"\b(?:\d+|two|three|four|six|nine|twelve|thirteen|fiscal|financial|trading|reporting|first|second|third|"
    r"fourth)[- ](?:weeks?|months?|"
    r"quarters?|years?|period|half)(?: period)? (?:ended|ending|to|through) @",
    examples={
        "For the 13 weeks ending @, sales fell": "a reporting period",
        "the quarter to June, the second quarter ended @": "a reporting period",
    },
    refusals=("the pause ending @", "six months, ending @"),
)
def reporting_period(_: re.Match[str]) -> Cue:
    return Cue(refused="a reporting period")


@CUES.rule(
    r"\b(?:court|judges?|panel|plaintiffs?|attorneys?|lawyers|doj|justice department|litigants|"
    r"parties to the case)\b[^@;]{0,240}@[^@;]{0,60}\b(?:to )?"
    r"(?:file|repl(?:y|ies)|respond|response|briefs?|arguments|submit its)\b",
    examples={"the judge gave the ministry until @ to file its response": "a paper for a court"},
    refusals=("the court stayed the duty until @",),
)
def court_paper(_: re.Match[str]) -> Cue:
    return Cue(refused="a paper for a court")


@CUES.rule(
    r"\b(?:push(?:es|ed|ing)? back|scrap\w*|abandon\w*|drop(?:s|ped|ping)?|ignor\w+|miss(?:es|ed|ing)?|let|"
    r"blew through|blow(?:s|ing)? past) "
    r"(?:the|its|his|their|a)(?: [\w-]+){0,3}? @(?: [\w-]+){0,2} (?:deadline|cut-?off|date|"
    r"target)\b(?![^@]{0,30}\bto #)|"
    r"\b(?:previous|previously (?:set|established|announced|agreed)|earlier|original|initial|former|old|"
    r"first) @(?: [\w-]+){0,2} (?:deadline|"
    r"cut-?off|start|date)\b",
    examples={
        "pushes back the previously set @ deadline": "replaced by another date",
        "after the original @ deadline": "replaced by another date",
    },
    refusals=("will not push back the deadline of @", "the @ deadline"),
)
def deadline_gone(match: re.Match[str]) -> Cue | None:
    denied = re.search(r"\b(?:not|never|n't|n’t|won't|no)\b[^@]{0,30}$", match.string[: match.start()], re.IGNORECASE)
    return None if denied else Cue(refused="replaced by another date", replaced=True)


@CUES.rule(
    r"\b(?:down|up(?! to)|fell|rose|fallen|risen|dropped|total(?:led|ed)?|off|increased|declined|gained|lost|averaged|grew|"
    r"climbed|slid|plunged|jumped|"
    r"sold|bought|imported|exported|shipped|collected|raised)\b[^@#;]{0,40}\d ?(?:%|percent|per cent|million|billion|"
    r"bn|m|tons?|tonnes|barrels|"
    r"bushels)?\b[^@#;]{0,50}\b(?:through|(?:year|months?|weeks?|period) to|so far (?:in|through)|as of|"
    r"at the end of) @",
    examples={
        "with purchases off 51% through @": "a statistic",
        "exports rose 3 percent in the year to @": "a statistic",
    },
    refusals=("raised to 30% from @", "frozen through @"),
)
def statistic(match: re.Match[str]) -> Cue | None:
    rule = re.search(rf"\b(?:{_MEASURE}|quota|rate)\b", match.group(), re.IGNORECASE)
    return (
        None
        if rule and not re.search(r"\b(?:sales|exports|imports|revenues?)\b", match.group(), re.I)
        else Cue(refused="a statistic")
    )


@CUES.rule(
    r"\b(?:court|judges?|justices|tribunal)\b[^@#;]{0,90}\b(?:hear(?:s|ing)?|arguments?|sentenc\w+|trial|rule|"
    r"ruling)\b[^@#;]{0,70}@|"
    r"\b(?:oral arguments?|sentencing|arraignment|court date|trial date)\b[^@#;]{0,60}@",
    examples={
        "the court will hear the case on the duties on @": "a day in court",
        "oral arguments are set for @": "a day in court",
    },
    refusals=("the court stayed the duties until @",),
)
def court_day(match: re.Match[str]) -> Cue | None:
    kept = re.search(r"\b(?:stay\w*|until|through|effect|stand|collect\w*|pause\w*)\b", match.group(), re.IGNORECASE)
    return None if kept else Cue(refused="a day in court")


@CUES.rule(
    r"\b(?:rounds?|talks|negotiations|meetings?|summit|visit|conference|consultations?|webinar|session|forum|fair|"
    r"campaign|drills|hunt|season|"
    r"festival|production|work|construction|trial|course|semester|holiday|voting|auction|sale|recall|fund|scheme for)\b"
    rf"(?:(?!\b{_MEASURE}\b)[^@#;]){{0,70}}\b(?:begins?|starts?|opens?|resumes?|kicks? off|gets? under ?way|(?:will|"
    rf"to|is to|due to|set to) (?:begin|start|open|"
    r"resume|take place)|takes? place)\b[^@#;]{0,50}@",
    examples={
        "the next round of free trade talks begins on @": "the start of something else",
        "a webinar for importers starts at @": "the start of something else",
    },
    refusals=("as talks drag on, the tariffs start on @",),
)
def other_begins(match: re.Match[str]) -> Cue | None:
    until = re.search(r"\buntil\b|\bwindow\b|\bperiod\b", match.group(), re.IGNORECASE)
    return None if until else Cue(refused="the start of something else")


@CUES.rule(
    r"\b(?:travel|fly|head|go|return|come|visit|meet|arrive|be in (?-i:[A-Z]\w+))(?:s|ing)?\b[^@#;]{0,90}\b(?:talks|"
    r"negotiations|round|meeting|summit|visit)\b"
    r"[^@#;]{0,40}@",
    examples={"will fly to the capital for another round of tariff talks from @": "the start of something else"},
    refusals=("talks on goods end on @",),
)
def travels(_: re.Match[str]) -> Cue:
    return Cue(refused="the start of something else")


@CUES.rule(
    r"\b(?:begin|start)\w* (?:issuing|paying|processing|sending|mailing|accepting|taking|refunding|handing|preparing|"
    r"working)\b[^@#;]{0,100}@|"
    r"\b(?:enough|stocks?|supplies|inventor\w+|reserves|cash|money)\b[^@#;]{0,50}\b(?:until|till|for|to last) @|"
    r"\bin (?:return|exchange) for @|\bhit (?:a |an |its |their |fresh |new |all-time |another )+(?:record|high|low|"
    r"peak|snag|milestone|trough|wall)\b[^@#;]{0,50}@|"
    r"\b(?:collected|sold|paid|received|raised)\b[^@;]{0,24}\bfrom (?:@ (?:to|through|until) #|# (?:to|through|"
    r"until) @)[^@;]{0,20}\b(?:came|total|amount|reach|stood)",
    examples={
        "expects to begin issuing refunds of the tariffs by @": "told in passing",
        "shops have enough stock until @": "told in passing",
        "gold hit a record high on @": "told in passing",
        "Duties collected from # through @ came to a billion": "told in passing",
    },
    refusals=("hit steel with a duty on @", "will be raised from @ to #"),
)
def in_passing(match: re.Match[str]) -> Cue | None:
    planned = re.search(
        r"\b(?:be|will|to)\W+$", match.string[max(0, match.start() - 10) : match.start()], re.IGNORECASE
    )
    return (
        None if planned and not match.group().lower().startswith(("begin", "start")) else Cue(refused="told in passing")
    )


@CUES.rule(
    r"\b(?:economists?|analysts?|goldman|jpmorgan|oecd|imf|forecasters?|strategists?|traders|investors|bookmakers|"
    r"model|survey)\b[^@#;]{0,60}\b(?:expect|sees?|"
    r"forecast|predict|estimate|project|reckon|think|anticipate|bet)\w*\b[^@#;]{0,120}@",
    examples={"analysts expect the average rate to rise to 15% by @": "a forecast"},
    refusals=("expects the duty to start on @",),
)
def forecast(_: re.Match[str]) -> Cue:
    return Cue(refused="a forecast")


@CUES.rule(
    r"\b(?:bill|legislation|budget|treaty|pact|accord)\b[^@#;]{0,90}\b(?:must|has to|needs to|should|is expected to|"
    r"is due to|to) be (?:signed|passed|approved|"
    r"enacted|ratified|voted on)\b[^@#;]{0,40}@",
    examples={"the finance bill, which cuts duty on phones, must be signed by @": "a bill, no measure"},
    refusals=("the duty must be paid by @",),
)
def must_pass(_: re.Match[str]) -> Cue:
    return Cue(refused="a bill, no measure")


@CUES.rule(
    r"@,? (?:from|after|of|following) (?:the )?(?:(?:date|day|bill'?s?) (?:of )?)?(?:enactment|passage|ratification|"
    r"signing into law|assent|inauguration|"
    r"election)\b",
    examples={"would have @ from enactment to file": "counted from an event"},
    refusals=("@ after publication",),
)
def from_enactment(_: re.Match[str]) -> Cue:
    return Cue(refused="counted from an event")


@CUES.rule(
    r"\b(?:presidency|(?<!-)(?<!its\s)(?<!their\s)term|tenure|chairmanship|lease|season|mission|visit|war|(?:fiscal|financial|school|"
    r"marketing) year|strike|conference|summit|"
    r"session|trial|sentence|patent|visa|exhibition|offer|sale|campaign|holiday|festival|tournament|"
    r"service)\b[^@#;,]{0,24}\b(?:ends?|expires?|"
    r"runs? (?:out|until|to|through)|lapses?|concludes?|finishes)(?: on| at| in| by)?(?: the)? @",
    examples={"The rotating presidency ends on @": "the end of something else"},
    refusals=("the truce ends on @", "the war goes on; the pause ends on @"),
)
def other_ends(_: re.Match[str]) -> Cue:
    return Cue(refused="the end of something else")


@CUES.rule(
    rf"\b(?:trip|visit|journey|meeting|summit|phone call|speech|dinner|wedding|"
    rf"holiday)\b{_WHILE_TELLING}{{0,40}} (?:on|in|at) @|"
    r"\b(?:interest|rate|policy|monetary|earnings|jobs|inflation|payrolls?)\b[^@#;]{0,30}\b(?:decision|report|data|"
    r"announcement|meeting|results|figures|"
    r"reading|print)\b[^@#;]{0,40}@",
    examples={
        "vowed to slap a duty on its wine before his trip to Paris on @": "the day of a visit",
        "A rate decision is expected @": "the day of a visit",
    },
    refusals=("after the meeting duties rise on @", "the rate rises on @"),
)
def visit_day(_: re.Match[str]) -> Cue:
    return Cue(refused="the day of a visit")


@CUES.rule(
    r"^\W*(?:Earlier|Previously|Initially|Originally|Until now|Before that|Prior to this|Before this),? "
    r"(?:[\w'-]+ ){0,8}?(?:was|were|had been) (?:[\w-]+ ){0,6}?(?:till|until|through|up ?to|from|to last until) @(?![^@]{0,60}\bnow\b)",
    examples={
        "Earlier, the shipments were barred till @": "told of",
        "Previously the exemption had been valid until @": "told of",
        "Originally it was to last until @": "told of",
    },
    refusals=("Earlier today the ban was extended until @", "It was barred till @"),
)
def formerly_until(match: re.Match[str]) -> Cue | None:
    moved = re.search(
        r"\b(?:today|on|this|extended|renewed|prolonged|delayed|postponed)\b", match.group(), re.IGNORECASE
    )
    return None if moved else Cue(refused="told of")


@CUES.rule(
    r"\b(?:till|until|through|up ?to|valid to|to) @,? (?:which )?(?:(?:is|are|was|were|has been|have been|stands?|shall be) )?"
    r"(?:now |hereby |further )*(?:extended|continued|prolonged|made|renewed) "
    r"(?:indefinitely|permanent\w*|sine die|(?:until|till) further (?:orders?|notice))",
    examples={
        "The ban on sugar exports valid till @ is extended until further orders": "replaced by an open end",
        "the pause in force until @ has been prolonged indefinitely": "replaced by an open end",
        "curbs in place through @ are made permanent": "replaced by an open end",
    },
    refusals=("extended until @, and not until further notice", "valid till @ and extended on #"),
)
def left_open(_: re.Match[str]) -> Cue:
    return Cue(refused="replaced by an open end")
