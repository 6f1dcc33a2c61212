"""What is still allowed until a day, and what must be asked for by then; goods already on their way. **Pure.**"""

import re

from monitor.grammar.cues.cue import CUES, Cue
from monitor.types import DeadlineKind, Status

_GO_ON = (
    r"(?:continue|keep|carry on|go on|remain|import\w*|buy\w*|purchas\w+|operat\w+|export\w*|trad\w+|run\w*|pay\w*|"
    r"service|deal\w*|"
    r"us(?:e|ing)|do business|receiv\w+|deliver\w*|transact\w*|ship\w*)"
)
_BRIEFLY = r"(?:exempt\w*|spare[sd]?|not (?:be )?(?:affected|subject|hit|taxed|charged)|escape\w*|avoid\w*|excluded|carved out)"


@CUES.rule(
    rf"\b(?:giv(?:e|es|en|ing)|gave|allow\w*|let(?:s|ting)?|permit\w*|authori[sz]\w*|"
    rf"enabl\w+)\b[^@#;]{{0,110}}\b(?:until|till|through) @,? "
    rf"(?:in order )?to {_GO_ON}\b|"
    rf"\b(?:allow\w*|let(?:s|ting)?|permit\w*|authori[sz]\w*|enabl\w+|clear(?:s|"
    rf"ed))\b[^@#;]{{0,80}}\b(?:to )?{_GO_ON}\b[^@#;]{{0,80}}\b(?:until|"
    r"till|through)(?: the)? @",
    examples={
        "giving the refinery until @ to continue importing crude": "expiry",
        "lets banks process payments and do business with it until @": "expiry",
    },
    refusals=("gave it until @ to agree", "has until @ to buy the goods it promised"),
)
def allowed_until(match: re.Match[str]) -> Cue:
    longer = re.search(r"\b(?:exten\w+|prolong\w*|renew\w*)\b", match.string, re.IGNORECASE)
    return Cue(DeadlineKind.EXPIRY, Status.EXTENDED if longer else None, inclusive=True)


@CUES.rule(
    r"\b(?:has|have|had|with|given)\b[^@#;]{0,40}(?: until| till| to)? @,? (?:in which )?to (?:request|claim|"
    r"petition|protest|recover|lodge|"
    r"ask for|reclaim|object|respond to the (?:notice|questionnaire))\b",
    examples={"importers have until @ to request exclusions": "compliance", "have @ to claim refunds": "compliance"},
    refusals=("has until @ to agree",),
)
def ask_by(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.COMPLIANCE, inclusive=True)


@CUES.rule(
    r"\b(?:already )?(?:at sea|on the water|afloat|loaded|in transit|en route|shipped|dispatched|sailed|left port|"
    r"departed|under "
    rf"way)\b[^@#;]{{0,50}}\b(?:before|by|prior to|as of)(?: the)? @[^@#;]{{0,90}}\b{_BRIEFLY}\b|"
    rf"\b{_BRIEFLY}\b[^@#;]{{0,80}}\b(?:at sea|on the water|afloat|loaded|in transit|en route|shipped|dispatched|"
    rf"sailed|"
    r"left port)\b[^@#;]{0,50}\b(?:before|by|prior to|as of)(?: the)? @",
    examples={
        "Goods already at sea before @ will be exempt": "in_transit_load_by",
        "will not apply to, and so spares, cargo shipped before @": "in_transit_load_by",
    },
    refusals=("ships at sea on @", "spared goods entered before @"),
)
def afloat_by(match: re.Match[str]) -> Cue | None:
    entered = re.search(
        r"\b(?:enter\w*|clear\w*|arriv\w*|land(?:s|ed)|withdrawn|unloaded)\b", match.group(), re.IGNORECASE
    )
    return None if entered else Cue(DeadlineKind.IN_TRANSIT_LOAD_BY)


@CUES.rule(
    r"\b(?:buyers?|importers?|traders?|refiners?|companies|firms|banks|partners|customers|clients|shippers|"
    r"insurers)\b[^@#;]{0,80}\b(?:must|have "
    r"to|has to|need to|are to|were told to|had to)\b[^@#;]{0,40}\b(?:wrap up|wind up|wind down|unwind|end|halt|stop|"
    r"exit|close "
    r"out|complete|settle|terminate|cease|quit)\b[^@#;]{0,60}\b(?:by|before|within|no later than|until) @",
    examples={"Buyers of its crude must wrap up deals by @": "wind_down_end"},
    refusals=("must file a form by @",),
)
def wrap_up_by(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.WIND_DOWN_END, inclusive=True)


@CUES.rule(
    r"\bphas(?:e|es|ed|ing)[- ]out\b[^@#;]{0,100}\b(?:by|before|until|at|in)(?: the)? @|"
    r"\b(?:short-term|long-term|existing|current|supply|spot|purchase|import) (?:[\w-]+ )?(?:contracts|agreements|"
    r"deals|purchases)\b[^@#;]{0,60}\b"
    r"(?:end|ends|conclude|cease|stop|terminate|be (?:ended|wound|phased out|terminated))\b[^@#;]{0,30}\b(?:by|"
    r"within|before|in|on|"
    r"after|from)(?: the)? @",
    examples={
        "will phase out imports of its gas by @": "wind_down_end",
        "while long-term agreements are set to end by @": "wind_down_end",
    },
    refusals=("the trade deal will end on @", "phased out over @"),
)
def phased_out_by(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.WIND_DOWN_END, inclusive=True)


_RELIEF = (
    r"(?:bans?|permits?|licen[cs]es?|waivers?|exemptions?|pause|truce|suspension|quotas?|relief|remission|"
    r"restrictions|curbs|embargo|"
    r"reprieve|exclusions?|moratorium|grace period|duty-free|freeze|carve-?outs?|authori[sz]ations?)"
)


@CUES.rule(
    rf"\b(?:exten(?:d|ds|ded|ding|sion)|prolong\w*|renew\w*|"
    rf"roll\w* over)\b[^@#;]{{0,120}}\b{_RELIEF}\b[^@;]{{0,120}}\b(?:until|till|through|to|"
    rf"into)(?: at least)?(?: the)? @(?! of (?:the|its|this) (?:ban|notice))|"
    rf"\b{_RELIEF}\b[^@#;]{{0,60}}\b(?:given|granted|issued|handed|awarded)\b[^@#;]{{0,50}}\b(?:until|till|"
    rf"through)(?: the)? @",
    examples={
        "approved an extension of the rice import ban until @ to help farmers": "expiry extended",
        "prolonged the permit given to refiners until @, a decree shows": "expiry extended",
        "a waiver granted to its bank until @": "expiry",
    },
    refusals=("extended the deadline for talks to @", "extended to the ban"),
)
def relief_until(match: re.Match[str]) -> Cue | None:
    text = match.group()
    if re.search(r"\b(?:deadline|comments?|probe|investigation|hearing|inquiry|talks|from)\b", text, re.IGNORECASE):
        return None
    longer = re.search(
        r"\b(?:exten\w+|prolong\w*|renew\w*|roll\w* over)\b",
        match.string[max(0, match.start() - 60) : match.end()],
        re.I,
    )
    return Cue(DeadlineKind.EXPIRY, Status.EXTENDED if longer else None, inclusive=True)


@CUES.rule(
    r"\b(?:has|have|had)\b[^@#;]{0,30} (?:until|till) @,? to (?:ship|export|import|land|clear|use up|enter|unload|"
    r"deliver)\b",
    examples={"mills have until @ to ship what is left of the quota": "expiry"},
    refusals=("has until @ to agree",),
)
def ship_until(match: re.Match[str]) -> Cue | None:
    forced = re.search(r"\bor (?:else|face|be hit|risk|see)\b", match.string[match.end() :], re.IGNORECASE)
    return None if forced else Cue(DeadlineKind.EXPIRY, inclusive=True)


@CUES.rule(
    r"\b(?:need not|needn't|do(?:es)? not (?:need|have) to|not (?:be )?(?:required|obliged)|"
    r"no obligation)\b[^@#;]{0,80}\b(?:until|till|before)(?: the)? @",
    examples={
        "the new reports need not be made until @": "compliance",
        "are not required to file before @": "compliance",
    },
    refusals=("need not fear a duty on @",),
)
def need_not_until(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.COMPLIANCE, inclusive=True)


@CUES.rule(
    r"\b(?:shipments?|cargo(?:es)?|consignments?|goods|imports?|imported [\w-]+|vessels|containers|"
    r"parcels)\b[^@#;]{0,60}\b(?:must|have to|has to|"
    r"need to|needs to)\b[^@#;]{0,24}\b(?:arrive|land|clear|reach|enter|be (?:landed|cleared|entered|unloaded|"
    r"delivered))\b[^@#;]{0,60}\b(?:by|"
    r"before|no later than|until|on or before) @",
    examples={"imported rice must arrive in the islands by @": "in_transit_enter_by"},
    refusals=("ships must arrive on @",),
)
def must_arrive(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.IN_TRANSIT_ENTER_BY)


@CUES.rule(
    r"\b(?:trades?|transactions?|contracts?|deals|shipments?|deliveries|cargoes|dealings)\b[^@;]{0,160}\b(?:may|can|"
    r"could|will be able to) (?:still )?(?:continue|"
    r"go on|proceed|be (?:completed|performed|executed|delivered|settled))\b[^@#;]{0,40}\b(?:until|till|through|"
    r"by)(?: the)? @",
    examples={"Any trades struck before # may continue until @": "wind_down_end"},
    refusals=("talks may continue until @",),
)
def may_go_on(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.WIND_DOWN_END, inclusive=True)


@CUES.rule(
    r"\bcomply\b[^@]{0,200}\b(?:have|has|get|gets|given) until @(?=\W*$|[,.;])",
    examples={"must comply by #, while small firms will have until @, it said": "compliance"},
    refusals=("has until @ to agree",),
)
def comply_until(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.COMPLIANCE, inclusive=True)


@CUES.rule(
    r"\b(?:extends?|runs?|lasts?|appl(?:y|ies)|stretch\w*|valid) from # (?:until|to|till|through) @",
    examples={"the duty will extend from # until @": "expiry"},
    refusals=("moved from # to @",),
)
def from_until(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, inclusive=True)


@CUES.rule(
    r"\b(?:they|these|and|or)\b (?:must|have to|has to) (?:also )?be (?:entered|withdrawn|cleared|landed|"
    r"imported)\b[^@#]{0,160}\b(?:before|prior to|by) @|"
    r"\b(?:loaded|in transit|on the water)\b[^@]{0,200}\b(?:that|which) (?:enter|arrive|are (?:entered|withdrawn|"
    r"imported))\b[^@#]{0,160}\b(?:before|"
    r"prior to|by) @",
    examples={
        "They must be entered for consumption before @": "in_transit_enter_by",
        "goods that were loaded before # and that enter the country before @": "in_transit_enter_by",
    },
    refusals=("must be entered in the book",),
)
def enter_before(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.IN_TRANSIT_ENTER_BY)
