"""Ends in the wording of acts, licences and notices: expiry, revocation, winding up, savings clauses. **Pure.**"""

import re

from monitor.grammar.cues.cue import CUES, Cue
from monitor.types import DeadlineKind, Status

_GONE = r"(?:exported|re-?exported|shipped|loaded|delivered|entered|imported|released|unloaded|offloaded|completed|performed)"


@CUES.rule(
    r"\b(?:terminate|revoke|rescind|repeal|withdraw)s?\b[^@;]{0,420}[,)] effective(?: on| as of| from| at)? @",
    examples={"I hereby revoke that order and the order of #, effective @": "expiry revoked"},
    refusals=("revoke the order effective immediately",),
)
def revoked_from(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, Status.REVOKED)


@CUES.rule(
    r"\b(?:shall|will|do|does|is|are) (?:hereby )?"
    r"(?:no longer (?:be )?(?:in effect|in force|apply|effective|subject|collected|imposed|levied|assessed)|"
    r"cease to be (?:in force|collected|imposed|levied|effective|subject))\b"
    r"[^@#.;]{0,80}\b(?:on|from|as of|after|on or after|effective|at) @",
    examples={
        "the duty shall no longer be in effect as of @": "expiry revoked",
        "the exemption shall no longer apply, as of @": "effective",
        "the surtax is ended and shall no longer be levied on boats entered on or after @": "expiry revoked",
        "after the court held them invalid, duties shall no longer be collected from @": "expiry struck_down",
    },
    refusals=("shall be in effect as of @",),
)
def no_longer(match: re.Match[str]) -> Cue:
    judged = re.search(r"\b(?:court|judgment|ruling)\b", match.string, re.IGNORECASE) and re.search(
        r"\b(?:set aside|invalid|unlawful|vacat\w+|annul\w+|struck down|enjoin\w*)\b", match.string, re.IGNORECASE
    )
    freed = re.search(
        r"\b(?:duty-free|de minimis|exemption|derogation|preference)", match.string[: match.start()], re.IGNORECASE
    )
    if freed and not judged:
        return Cue(DeadlineKind.EFFECTIVE)  # The end of an exemption begins the duty.
    return Cue(DeadlineKind.EXPIRY, Status.STRUCK_DOWN if judged else Status.REVOKED)


@CUES.rule(
    r"\bceases? to (?:apply|have effect|be in force|be valid|be applied)\b[^@#.;]{0,40}\b(?:on|at|after|from|at the end of|"
    r"as of|as from) @",
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
    r"\b(?:for|period of)(?: a(?: further)? period of| another)? #,? (?:and )?(?:until|through|to|ending(?: on| at)?|expiring(?: on)?) @",
    examples={
        "the rule is suspended for a period of #, until @": "expiry suspended",
        "valid for #, ending on @": "expiry",
        "agreed to prolong the listings for #, until @": "expiry extended",
    },
    refusals=("for # companies",),
)
def length_until(match: re.Match[str]) -> Cue:
    if re.search(r"\b(?:extend|extension|prolong|renew)", match.string[: match.start()], re.IGNORECASE):
        return Cue(DeadlineKind.EXPIRY, Status.EXTENDED, inclusive=True)
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
