"""Starts and ends in the words of the press: "kicks in", "the clock runs out", "set to", "scrapped from". **Pure.**"""

import re

from monitor.grammar.cues.cue import CUES, Cue
from monitor.grammar.levies import LEVY
from monitor.types import DeadlineKind, Status

_DAY = (
    r"(?:,? (?:on|at|from|as of|as from|by|in|for|as early as|as soon as|no later than|early on|late on|around|"
    r"beginning|starting))?(?: the)?"
)


@CUES.rule(
    rf"\b(?:kick(?:s|ing)? in|tak(?:e|es|ing) hold|bit(?:e|es)|start(?:s|ing)? being|com(?:e|es|ing) into (?:play|effect|force)|"
    rf"com(?:e|es) in|be (?:collected|charged|taxed|enforced|slapped|hit|rolled out|phased in|reimposed|"
    rf"reinstated|restored)|go(?:es)? up|climbs?|jumps?|lands?|resumes?|returns?|comes? back|"
    rf"reverts?|revert to|snaps? back|bec?omes? (?:operative|law|binding)|go(?:es)? live|comes? online|is operative|are operative)\b"
    rf"(?! (?:talks|negotiations))[^@#;]{{0,70}}?{_DAY} @",
    examples={
        "the extra duty kicks in @": "effective",
        "the levies will start being collected on @": "effective",
        "the rate climbs to 30 percent on @": "effective",
        "duties come in at @": "effective",
    },
    refusals=("the minister came in on @", "prices went up @"),
)
def kicks_in(match: re.Match[str]) -> Cue | None:
    if re.search(r"\b(?:until|through|talks|meeting|sales|prices|shares)\b", match.group(), re.IGNORECASE):
        return None
    return Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    r"\b(?:due|set|scheduled|slated|poised|expected|planned|meant|supposed|likely|about) (?:to (?P<what>[^@#;]{2,90}?)|(?P<flat>for) )?"
    r"(?:,? ?(?:on|at|from|in|by|as early as|as soon as|early))?(?: the)? ?@",
    examples={
        "the higher rate is due to start @": "effective",
        "the waiver is slated to expire @": "expiry",
        "import duties set for @": "effective",
        "a licence set to run out on @": "expiry",
    },
    refusals=("is expected to speak on @", "due to talks on @"),
)
def due_to(match: re.Match[str]) -> Cue | None:
    what = match["what"]
    if what is None:
        return _flat(match)
    if re.search(r"\b(?:expire|lapse|end|run out|sunset|terminate|elapse|fall away)\b", what, re.IGNORECASE):
        return Cue(DeadlineKind.EXPIRY, inclusive=True)
    start = (
        r"^(?:now |also |then )?(?:start|begin|tak(?:e|ing) (?:effect|hold)|come in|kick in|go (?:in|up|live)|"
        r"enter|rise|double|climb|increase|jump|apply|"
        r"be (?:imposed|levied|charged|raised|introduced|applied|collected|hit|increased|reimposed|phased in|"
        r"enforced|lifted|scrapped|implemented)|hit|impose|face|pay|land|bite|snap|resume)\b"
    )
    if re.search(start, what, re.IGNORECASE):
        lifted = re.search(r"\b(?:lifted|scrapped)\b", what)
        return Cue(DeadlineKind.EXPIRY, Status.REVOKED) if lifted else Cue(DeadlineKind.EFFECTIVE)
    return None


def _flat(match: re.Match[str]) -> Cue | None:
    before = match.string[max(0, match.start() - 70) : match.start()]
    head = re.search(
        rf"\b(?:{LEVY}|sanctions|hikes?|increases?)"
        r"\b(?:[^@#.;,]{0,40})$",
        before,
        re.IGNORECASE,
    )
    report = re.search(
        r"\b(?:decision|ruling|report|announcement|data|talks|vote|details|relief)\b[^@#]{0,30}$", before, re.IGNORECASE
    )
    about = match.group().lower().startswith(("about", "likely"))
    return Cue(DeadlineKind.EFFECTIVE) if head and not report and not about else None


@CUES.rule(
    r"\b(?:could|may|might|would|will|can)\b[^@#;]{0,60}?\b(?:come|follow|start|begin|arrive|hit|land|be "
    r"(?:imposed|in place|introduced|ready))\b"
    r"[^@#;]{0,40}?(?: (?:as early as|as soon as|no later than|by|on|from|in))(?: the)? @",
    examples={"a 50% duty could come as early as @": "effective", "the levy will be in place by @": "effective"},
    refusals=("he could come home", "the ruling may follow @"),
)
def could_come(match: re.Match[str]) -> Cue | None:
    return (
        None
        if re.search(r"\b(?:ruling|decision|verdict|talks|deal|report)\b", match.group(), re.I)
        else Cue(DeadlineKind.EFFECTIVE)
    )


@CUES.rule(
    r"\b(?:begin|start|began|started|(?P<stop>stop|cease|halt|end))(?:s|ning|ing)? (?:levying|imposing|charging|"
    r"collecting|taxing|enforcing|applying)\b[^@#;]{0,110}"
    r"(?: (?:on|from|at|by|within|in|as of|after))(?: the)? @",
    examples={
        "would begin levying a duty of 84% on its goods at @": "effective",
        "was told to stop collecting the duties within @": "expiry revoked",
    },
    refusals=("began talks on @",),
)
def levying(match: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, Status.REVOKED) if match["stop"] else Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    r"\b(?:valid|in force|in place|lasting|applies|apply|imposed|levied|stays?|remains?|frozen)\b[^@#;]{0,40} "
    r"for(?: a period of| an initial| up to| another)? @",
    examples={"a duty of 12%, valid for @": "expiry", "is to stay in place for @": "expiry"},
    refusals=("valid for all goods on @",),
)
def valid_for(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, inclusive=True)


@CUES.rule(
    r"\b(?:second|third|next|further|final|another) (?:batch|round|tranche|wave|step|stage|phase|list|increase|"
    r"hike|one)?\b[^@#;]{0,40}\b(?:follows?|comes?|due|is to follow|will follow)(?: on| in)? @",
    examples={"a second batch follows on @": "effective"},
    refusals=("a second round of talks on @",),
)
def next_stage(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    r"\b(?:banned|prohibited|barred|outlawed|forbidden|illegal|off[- ]limits|blocked|ban(?:s)?|bar(?:s)?)"
    r"\b[^@#;]{0,60}?\b(?:from|after|as of|starting|beginning|on|effective)(?: the)? @",
    examples={"imports of it are prohibited after @": "effective", "will be barred again as of @": "effective"},
    refusals=("the ban imposed last year", "banned until @"),
)
def banned_from(match: re.Match[str]) -> Cue | None:
    return (
        None
        if re.search(r"\b(?:until|announced|said|met|signed)\b", match.group(), re.I)
        else Cue(DeadlineKind.EFFECTIVE)
    )


@CUES.rule(
    r"\b(?:clock (?:runs|will run|is running|ticks|ticking)(?: \w+)?|runs? out|running out|window\b[^@#;]{0,"
    r"60}\b(?:closes|shuts|ends)|comes? to an end|"
    r"cease[sd]?(?: to)?|dies|goes away|falls? away|wears off|up for renewal|good through|valid through)\b[^@#;]{0,110}?"
    r"(?: (?:on|at|in|by|after|until))?(?: the)? @",
    examples={
        "the clock runs out on the truce on @": "expiry",
        "the window for claims closes on @": "expiry",
        "the surcharge dies on @": "expiry",
    },
    refusals=("patience is wearing thin", "he died on @"),
)
def clock_runs_out(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, inclusive=True)


@CUES.rule(
    r"\b(?:ris(?:e|es|ing)|climb\w*|increas\w+|go(?:es)?(?: up)?|doubl\w+|jump\w*|step\w*|be (?:raised|increased|"
    r"lifted)|face|charged|pay|carry|subject)\b[^@;]{0,200}\b(?:and|then|before|,|followed by)\b"
    r"[^@#;]{0,40}\d ?(?:%|percent|per cent|pc|a tonne)[^@#;]{0,50}?(?: (?:on|from|in|by|at|starting))(?: the)? @",
    examples={
        "rises to 30% on # and to 50% on @": "effective",
        "face 10 percent from # and then 25 percent on @": "effective",
    },
    refusals=("rose to 30% on #, he said on @",),
)
def then_step(match: re.Match[str]) -> Cue | None:
    return (
        None
        if re.search(r"\b(?:said|told|announced)\b[^@#]{0,30}@", match.group(), re.I)
        else Cue(DeadlineKind.EFFECTIVE)
    )


@CUES.rule(
    rf"\b(?:{LEVY}|sanctions)(?: [\w%-]+){{0,3}} (?:due|from|starting|loom|"
    r"looming|coming|effective)(?: on| in)? @",
    examples={"new steel tariffs due @": "effective", "Duties on its wine coming @": "effective"},
    refusals=("tariffs on wine, he said on @",),
)
def headline(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    r"\b(?:extend\w*|prolong\w*|renew\w*|roll\w* over|continu\w*|keep\w*)\b[^@;]{0,110}\b(?:past|beyond) (?:the )?(?:current )?@",
    examples={"whether the pause would be prolonged past @": "expiry"},
    refusals=("walked past @",),
)
def past_end(match: re.Match[str]) -> Cue:
    # "renewed for a year beyond" says how far; without a length the old end is all that is known.
    if re.search(r"\brenew\w*\b[^@]*\bfor #,? beyond", match.group(), re.IGNORECASE):
        return Cue(DeadlineKind.EXPIRY, Status.EXTENDED, inclusive=True, years=1)
    return Cue(DeadlineKind.EXPIRY, inclusive=True)


@CUES.rule(
    r"\buntil at least(?: the)? @|\b(?:runs?|lasts?|stretch\w*|extends?|good)(?: now)? to(?: the)? @",
    examples={"stays until at least @": "expiry", "it now runs to @": "expiry"},
    refusals=("runs to the port",),
)
def runs_to(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, inclusive=True)


@CUES.rule(
    r"^\W{0,3}@ ?[:-] [^@#;]{3,140}\b(?:(?P<start>begins?|starts?|takes? effect|kicks? in|comes? into (?:force|"
    r"effect)|rises?|doubles?)|expires?|ends?|lapses?|runs? out)\b",
    examples={"@: port fees on its ships begin": "effective", "@ - the truce expires": "expiry"},
    refusals=("@: ministers meet",),
)
def calendar_line(match: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE) if match["start"] else Cue(DeadlineKind.EXPIRY, inclusive=True)


_START_OR_END = (
    r"(?P<start>go(?:es)? (?:up|to|into)|rises?|starts?|begins?|takes? effect|kicks? in|doubles?|are due|is due|"
    r"come into|comes into|resumes?|returns?|jumps?|apply|applies|"
    r"bites?|hits?|lands?|are to|is to)|(?P<end>disappears?|ends?|expires?|lapses?|runs? out|goes away)"
)


@CUES.rule(
    rf"@(?:,| -)? when\b[^@#;]{{0,110}}\b(?:{LEVY}|sanctions?|exemption|allowance|"
    rf"pause|truce|waiver|reprieve|licen[cs]e|suspension|rate|benefits|access|preferences|scheme)\b"
    rf"[^@#;]{{0,60}}?\b(?:{_START_OR_END})\b",
    examples={
        "bracing for @, when the duty on trucks goes to 25%": "effective",
        "stops on @, when the duty-free allowance disappears": "expiry",
    },
    refusals=("@, when he spoke of tariffs",),
)
def when_it(match: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE) if match["start"] else Cue(DeadlineKind.EXPIRY, inclusive=True)


@CUES.rule(
    r"@(?: left| to go| away| remaining)?,? (?:before|until)\b[^@#;]{0,90}\b(?:rise|double|start|begin|kick in|"
    r"take effect|are due|is due|hit|return|bite|snap back|are to|is to)\w*\b",
    examples={
        "there is @ left before duties on butter rise to 20%": "effective",
        "@ before the tariffs are to double": "effective",
    },
    refusals=("left @ before noon",),
)
def left_before(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    r"\b(?:told|ordered|warned|instructed|called on|demanded that)\b[^@#]{0,140}\b(?:by|before|within|until) @[^@#]{0,10}\bor\b",
    examples={"told both to stop fighting by @ or forget about a deal": "ultimatum threatened"},
    refusals=("told by @",),
)
def told_or(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.ULTIMATUM, Status.THREATENED, inclusive=True, politics=True)


@CUES.rule(
    r"\b(?:in place|in force|ready|operational|up and running) (?:by|from|on|before)(?: the)? @",
    examples={"wants its new tariff in place by @": "effective"},
    refusals=("in place until @",),
)
def in_place(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    r"\b(?:comes? off|will come off|go(?:es)? to zero|falls? to zero|drops? to zero)\b[^@#;]{0,30}(?:on|from|in|by) @",
    examples={"the duty comes off on @": "expiry revoked"},
    refusals=("the wheel came off on @",),
)
def comes_off(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, Status.REVOKED)


@CUES.rule(
    r"\b(?:will|would|is to|are to|vows? to|threatens? to|plans? to)\b[^@#;]{0,110}\b(?:at|by|on|from|within|in|before) @,? unless\b",
    examples={"will put the court on its list at @ unless it drops the case": "ultimatum threatened"},
    refusals=("will meet on @",),
)
def will_unless(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.ULTIMATUM, Status.THREATENED, inclusive=True)


@CUES.rule(
    r"\b(?:be|next|is|are) (?:next )?(?:reset|adjusted|recalculated|revised|updated)\b[^@#;]{0,30}(?:on|from|in|by) @",
    examples={"the cap will next be reset on @": "effective"},
    refusals=("was updated on @",),
)
def reset(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE)
