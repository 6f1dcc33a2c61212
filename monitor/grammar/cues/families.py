"""What may govern a date: a small lexicon of verbs and nouns, each with its part in the life of a measure. **Pure.**

A verb is written once, its forms are made here; a phrase is inflected in its first word. Words that govern dates of no interest to us
(`STRAY`) are listed too, so that the nearest word decides.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split(", "))


class Part(StrEnum):
    """The part that a word plays in the life of a measure."""

    START = "start"
    END = "end"
    LAST = "last"
    DUTY = "duty"
    COMMENT = "comment"
    HEARING = "hearing"
    REPORT = "report"
    LOAD = "load"
    LAND = "land"
    WIND = "wind"
    STRAY = "stray"


VERBS = {
    Part.START: (
        "take effect, take hold, take force, come into force, come into effect, come into operation, come into being, enter "
        "into force, enter into effect, enter into application, go into effect, go into force, be effective, begin, start, "
        "commence, kick in, bite, snap back, snap into place, come due, return, resume, implement, impose, introduce, "
        "reimpose, reinstate, restore, apply, levy, charge, collect, enforce, raise, hike, increase, double, triple, rise, "
        "climb, jump, face, ban, prohibit, bar, outlaw, tax, slap, hit, phase in, activate, roll out, go live, drop to zero, "
        "fall to zero, come back, come in, pencil, slate, become applicable, become effective, become mandatory, become "
        "operative, become binding, reduce, lower, cut, scrap, abolish, lift, repeal, withdraw, revoke, cancel, require, "
        "restrict"
    ),
    Part.END: (
        "expire, lapse, disappear, vanish, end, terminate, run out, cease, sunset, elapse, close, fall away, roll off"
    ),
    Part.LAST: (
        "remain in force, remain in effect, remain in place, stay in force, stay in effect, stay in place, remain valid, be "
        "valid, run, last, continue, extend, prolong, renew, suspend, pause, waive, exempt, authorise, authorize, permit, "
        "allow, maintain, keep, freeze, defer, grandfather"
    ),
    Part.DUTY: (
        "comply, file, submit, lodge, notify, register, enrol, enroll, respond, reply, apply for, request, declare, certify, "
        "obtain, pay, disclose, appeal, nominate, be received, bring into conformity, get a licence, get a license"
    ),
    Part.REPORT: (
        "report to, report back, provide an update, submit a report, update, determine, recommend, transmit, review, rule"
    ),
    Part.LOAD: (
        "load, ship, consign, leave the, dispatch, despatch, leave port, lade, embark, be in transit, set sail"
    ),
    Part.LAND: (
        "enter, enter for consumption, withdraw from warehouse, import, arrive, land, unload, discharge, clear, clear "
        "customs, enter the, enter port, offload, bring into, reach port"
    ),
    Part.WIND: "wind down, wind up, unwind, divest, liquidate, phase out, sell off, exit, dispose",
    Part.STRAY: (
        "say, tell, announce, meet, visit, speak, sign, publish, issue, launch, vote, elect, release, post, add, hold talks, "
        "travel, host, discuss, talk, testify, campaign, win, lose, buy, sell, settle, hire, build, produce, deliver, die, "
        "play, sue, arrest, bomb, attack, sit, convene, schedule maintenance, name, appoint, resign, gather, initiate, "
        "record, measure, survey, compare, total, average, forecast, estimate, predict, expect, think, believe, hope"
    ),
}
NOUNS = {
    Part.START: (
        "effective date, start date, start, entry into force, commencement, implementation, introduction, hike, increase, "
        "doubling, rollout, imposition"
    ),
    Part.END: "expiry, expiration, end date, end, termination, sunset date, lapse",
    Part.LAST: "validity, term of, suspension, exemption, exclusion, waiver, reprieve, extension",
    Part.DUTY: (
        "deadline, due date, cut-off, cutoff, closing date, application, applications, registration, request, requests, "
        "filing, filings, notice of intent, notices, petition, briefs, requests to appear, responses, compliance"
    ),
    Part.COMMENT: (
        "comment, comments, submissions, views, written views, feedback, comment period, consultation, rebuttals, "
        "representations"
    ),
    Part.HEARING: "hearing, public hearing, oral hearing, hearings",
    Part.REPORT: (
        "determination, preliminary determination, final determination, ruling, final ruling, report, interim report, "
        "findings, recommendation, review"
    ),
    Part.LAND: "for consumption",
    Part.WIND: "wind-down, wind down, winding down, divestment, divestiture",
    Part.STRAY: (
        "talks, meeting, summit, visit, election, elections, vote, referendum, speech, conference, press conference, price, "
        "prices, earnings, shares, auction, sales, interview, trial, court, verdict, session, call, briefing, match, season, "
        "holiday, survey, maintenance, inflation, index, tonnes, barrels, percentage points, year-on-year, quarter, period of "
        "investigation, period of review, strike, walkout, delegation, ceremony, futures, data, harvest, "
        "budget, licence exam, production, shipments, deliveries, plants, factory, mandate, panel of experts, workshop, "
        "seminar, webinar, exhibition, fair"
    ),
}
_IRREGULAR = {
    "take": "took taken", "come": "came come", "go": "went gone", "be": "is are was were been being", "begin": "began begun",
    "rise": "rose risen", "withdraw": "withdrew withdrawn", "run": "ran run", "leave": "left", "lade": "laden", "wind": "wound",
    "say": "said", "tell": "told", "meet": "met", "speak": "spoke spoken", "write": "wrote written", "hold": "held", "win": "won",
    "lose": "lost", "buy": "bought", "sell": "sold", "build": "built", "sit": "sat", "fall": "fell fallen", "keep": "kept",
    "freeze": "froze frozen", "bite": "bit bitten", "hit": "hit", "cut": "cut", "pay": "paid", "bring": "brought", "set": "set",
    "become": "became", "get": "got", "think": "thought",
}  # fmt: skip
_DOUBLED = _words(
    "ban, bar, begin, cut, defer, get, hit, pencil, permit, run, scrap, set, ship, sit, slap, snap, submit"
)


_NOUNLIKE = _words(
    "ban, charge, close, cut, date, end, exit, hike, host, import, increase, issue, land, levy, load, measure, pause, "
    "permit, play, post, record, release, report, return, review, run, ship, start, survey, tax, total, trade, update"
)
"""Verbs whose plain form is a noun as well, unless an auxiliary or "to" goes before."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word found: its part, where it stands among the tokens, and its form: base, s, past, ing or noun."""

    part: Part
    at: int
    form: str


def _forms(verb: str) -> dict[str, str]:
    """The forms of a verb, or of a phrase that begins with one, each with its kind."""
    head, _, rest = verb.partition(" ")
    stem = head[:-1] if head.endswith("e") and head != "be" else head
    doubled = head + head[-1] if head in _DOUBLED else stem
    past = _IRREGULAR.get(head)
    ends_y = head.endswith("y") and head[-2] not in "aeou"
    third = head[:-1] + "ies" if ends_y else head + ("es" if re.search(r"(?:s|x|z|ch|sh|o)$", head) else "s")
    made = {head: "base", third: "s", doubled + "ing": "ing"}
    pasts = past.split() if past else [head[:-1] + "ied" if ends_y else doubled + "ed"]
    made |= {form: "past" for form in pasts if form not in made}
    return {f"{form} {rest}".strip(): kind for form, kind in made.items()}


def _lexicon() -> dict[str, tuple[Part, str]]:
    made: dict[str, tuple[Part, str]] = {}
    for part, words in VERBS.items():
        for verb in words.split(", "):
            for form, kind in _forms(verb).items():
                made.setdefault(form, (part, kind))
    for part, words in NOUNS.items():
        for noun in words.split(", "):
            # "Filing" and "filings" are nouns first; "increase" is a verb first.
            for form in (noun, noun + "s"):
                if made.get(form, (part, "ing"))[1] == "ing":
                    made[form] = (part, "noun")
    return made


LEXICON = _lexicon()
"""Every form, with its part and kind; phrases of up to three words."""
_TOKEN = re.compile(r"[a-z]+(?:-[a-z]+)*|[#;]")
_MODALS = _words(
    "are, be, can, due, expected, is, ll, may, must, poised, scheduled, set, shall, should, slated, to, will, won, would"
)
_ENDS = (";",)
_PAST = _words("been, did, had, has, have, was, were")


def tokens(text: str) -> list[str]:
    """The lower-case words of a text, with `#` for other dates and `;` for the ends of clauses."""
    return _TOKEN.findall(text.lower())


def word_at(words: list[str], at: int) -> Word | None:
    """The longest entry of the lexicon that begins at this word."""
    for length in (3, 2, 1):
        known = LEXICON.get(" ".join(words[at : at + length]))
        if known:
            return Word(known[0], at, known[1])
    return None


def nearest(words: list[str], reach: int = 22) -> Word | None:
    """The last word of the lexicon before a date, in the same clause and at most `reach` words away."""
    for at in range(len(words) - 1, max(-1, len(words) - 1 - reach), -1):
        if words[at] == ";":
            return None
        found = word_at(words, at)
        if found and not _plain_noun(words, found):
            return _applied(words, _whole(words, found))
    return None


def _applied(words: list[str], found: Word) -> Word:
    """Who "may apply" asks for something; what applies is a measure."""
    asks = words[found.at] == "apply" and found.at > 0 and words[found.at - 1] in ("may", "can")
    return Word(Part.DUTY, found.at, found.form) if asks else found


def _plain_noun(words: list[str], found: Word) -> bool:
    """Is this a noun that only looks like a verb: "imports", "a permit"?"""
    word = words[found.at]
    verb = found.form == "base" or (found.form == "s" and found.part not in (Part.START, Part.END))
    noun = word in _NOUNLIKE or word.removesuffix("s") in _NOUNLIKE or word.removesuffix("es") in _NOUNLIKE
    led = [one for one in words[max(0, found.at - 2) : found.at] if not one.endswith("ly")]
    return verb and noun and not (led and led[-1] in _MODALS | {"not"})


def _whole(words: list[str], found: Word) -> Word:
    """The longer phrase of which this word is the end: "in force" belongs to "remain in force"."""
    for at in (found.at - 2, found.at - 1):
        if at >= 0 and any(" ".join(words[at : at + n]) in LEXICON for n in (2, 3) if at + n > found.at):
            return word_at(words, at) or found
    return found


def ahead(words: list[str], word: Word) -> bool:
    """Does the tense put what this word tells at or after the day of writing?"""
    # A noun is followed by its verb: "a hearing will be held"; before a verb the auxiliary nearest to it counts.
    after, before = words[word.at + 1 :][:8], words[max(0, word.at - 6) : word.at][::-1]
    for token in [*after, *before] if word.form == "noun" else before:
        if token in _PAST:
            return False
        if token in _MODALS:
            return True
    return word.form in ("s", "base")


def first_after(words: list[str], reach: int = 40) -> Word | None:
    """The first word of the lexicon that follows an auxiliary of the future, after a date that opens its clause."""
    for at, token in enumerate(words[:reach]):
        said = word_at(words, at)
        if said and said.form == "s" and said.part in (Part.START, Part.END) and not _plain_noun(words, said):
            return said
        if token in ("will", "shall", "must", "would", "to", "may", "should", "is", "are"):
            for near in range(at + 1, min(at + 10, len(words))):
                found = word_at(words, near)
                if found:
                    return _applied(words, found)
        if token in _ENDS:
            return None
    return None
