"""Dates that stand beside a measure in papers outside the United States and set nothing: sittings, office hours, past rounds. **Pure.**"""

import re

from monitor.grammar.cues.cue import CUES, Cue

_FISH = (
    r"(?:fisher(?:y|ies) (?:quotas?|management|season|licen[cs]es?|regime|agreement)|fishing (?:quotas?|season|"
    r"licen[cs]es?|opportunities)|"
    r"catch limits?|(?:electricity|water|gas) (?:tariffs|bills|prices))"
)


@CUES.rule(
    rf"\b{_FISH}\b[^@.;]{{0,160}}@|@[^@.;]{{0,120}}\b{_FISH}\b",
    examples={"The consultation on the fisheries quota for next year closes on @": "another field"},
    refusals=("imports of fishery products are banned from @",),
)
def other_field(_: re.Match[str]) -> Cue:
    return Cue(refused="another field")


@CUES.rule(
    r"\b(?:parliament|congress|the senate|the house|the assembly|the diet|the bundestag) (?:rises|sits|reconvenes|returns|"
    r"adjourns|resumes|is dissolved)\b"
    r"[^@#.;]{0,30}@|\belections?\b[^@#.;]{0,20}\b(?:on|of) @",
    examples={"Parliament rises on @ ahead of the vote": "a sitting", "the election on @": "a sitting"},
    refusals=("the duty rises on @",),
)
def sitting(_: re.Match[str]) -> Cue:
    return Cue(refused="a sitting")


@CUES.rule(
    r"\b(?:reply|replies|respond|answer(?:ed)?|help ?desk|switchboard|offices?(?! (?:of|for) )|hotline|enquir\w+|"
    r"holidays?)\b[^@#.;]{0,50}\b(?:from|until|again on|on|closed)"
    r"(?: the)? @(?! (?:or|unless))",
    examples={"The ministry will reply to enquiries from @": "office hours"},
    refusals=(
        "the office imposes the duty from @ or later",
        "the duty applies from @",
        "the time to answer expires on @",
        "the Office of Trade Sanctions gave the refiner until @ to sell",
    ),
)
def office_hours(match: re.Match[str]) -> Cue | None:
    measure = (
        r"\b(?:dut(?:y|ies)|tariffs?|licen[cs]es?|sanctions?|measures?|quotas?|impos\w+|appl(?:y|ies)|regulations?|"
        r"comments?|submissions?|expires?)\b"
    )
    return None if re.search(measure, match.group(), re.IGNORECASE) else Cue(refused="office hours")


@CUES.rule(
    r"\b(?:took place|was held|were held|was conducted|were conducted|was carried out|were carried out|was open|were "
    r"open)\b[^@.;]{0,40}\b(?:from|between|on|until|to|and)"
    r"(?: the)? @",
    examples={"The gathering of views took place from @ to #": "past event"},
    refusals=("takes place from @",),
)
def took_place(_: re.Match[str]) -> Cue:
    return Cue(refused="past event")


@CUES.rule(
    r"\bfirst (?:applied|imposed|introduced|levied|adopted|published|opened|came into (?:force|effect)|took effect|"
    r"entered into force)\b[^@#.;]{0,60}@",
    examples={"the tariff first applied from @": "past event"},
    refusals=("is first applied on @",),
)
def first_applied(match: re.Match[str]) -> Cue | None:
    ahead = re.search(r"\b(?:is|are|be|will|shall)\W+$", match.string[max(0, match.start() - 12) : match.start()], re.I)
    return None if ahead else Cue(refused="past event")


@CUES.rule(
    r"\b(?:bills? of lading|letters? of credit|invoices?|certificates?|permits?|licen[cs]es|declarations?|"
    r"contracts?)\b[^@#.;]{0,24}\b(?:issued|signed|dated|granted|"
    r"drawn up|lodged|opened) (?:on or )?after @",
    examples={"vehicles covered by a bill of lading issued after @": "course of trade, no measure"},
    refusals=("the licence issued expires after @",),
)
def paper_after(_: re.Match[str]) -> Cue:
    return Cue(refused="course of trade, no measure")


@CUES.rule(
    r"\bfor (?:an? (?:\w+ )?(?:period|term) of )?@,? (?:as of|as from|from|after|following|counted from|starting from|"
    r"beginning (?:on|with)) "
    r"(?:the |its |their |such )?(?:day|date|time|moment|entry|delivery|import\w*|release|receipt|notification|issue|"
    r"grant\w*|expiry|clearance|arrival)\b",
    examples={
        "shall not apply, for a period of @, as of the date of entry into force of another act": "counted from an event"
    },
    refusals=("for a period of @ from #",),
)
def counted_from_other(_: re.Match[str]) -> Cue:
    return Cue(refused="counted from an event")


@CUES.rule(
    r"(?<!until\s)(?<!till\s)(?<!through\s)(?<!to\s)\b(?:at least|no less than|not less than|a minimum of) @ (?:before|prior "
    r"to|in advance|ahead|of)\b|"
    r"(?<!until\s)(?<!till\s)(?<!through\s)(?<!to\s)\b(?:at least|no less than|not less than) @[.,;]",
    examples={
        "Apply for a new one at least @ before then": "a length, no date",
        "give notice at least @.": "a length, no date",
    },
    refusals=("in force until at least @ and later", "extended until at least @."),
)
def at_least(_: re.Match[str]) -> Cue:
    return Cue(refused="a length, no date")
