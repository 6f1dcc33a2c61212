"""Acts that put one date in the place of another, in words of their own. **Pure.**"""

import re

from monitor.grammar.cues.cue import CUES, Cue, amended
from monitor.types import DeadlineKind, Status


@amended(
    r"@,?\"?,? (?:should|shall|must|is corrected to|to) (?:be )?read:? \"?#",
    old=('"@" should read "#"',),
    examples={'"#" should read "@"': "effective extended"},
    refusals=("must be read by @", "shall read the list of @"),
)
def corrected(match: re.Match[str]) -> Cue:
    return _moved(match)


@amended(
    r"['\"]@,?['\"],? (?:is|are|be|shall be) (?:hereby )?(?:replaced|substituted) (?:by|with) ['\"]?#",
    old=("In Article 1, '@' is replaced by '#'",),
    examples={"In Article 1, '#' is replaced by '@'": "expiry extended"},
    refusals=("the list of @ is replaced by", "the list is replaced on @"),
)
def replaced(match: re.Match[str]) -> Cue:
    return _moved(match)


@amended(
    r"\"@,?\"?,? (?:is|are|be|shall be) (?:hereby )?(?:deleted|struck(?: out)?|omitted|removed)\b[^@#]{0,60}\"#",
    old=('"@" is deleted and "#" is inserted',),
    examples={
        '"#" is deleted and "@" is inserted': "expiry extended",
        'effective: "#" is struck, "@" inserted': "effective extended",
    },
    refusals=("the list is deleted on @",),
)
def inserted(match: re.Match[str]) -> Cue:
    return _moved(match)


@amended(
    r"(?:\bdates?|\breferences? to|\bwords?|\bfor(?: the date)?)\b[^@#]{0,24}\"?@\"?,?[^@#.;]{0,40}\b(?:(?:is|are|be|shall be) "
    r"(?:hereby )?(?:replaced|substituted|changed|amended)|substitut\w+|there shall be substituted|read)\b[^#]{0,60}#"
    r"|\b(?:omitting|omit)\b[^@#]{0,30}@[\s\S]{0,60}\bsubstitut\w+[^@#]{0,20}#",
    old=("the date '@' is replaced by '#'", 'for "@" substitute "#"'),
    examples={
        "the date '#' is replaced by '@'": "expiry extended",
        'which comes into force on that day: for "#" substitute "@"': "effective extended",
        'the licence: for "#" substitute "@"': "expiry extended",
    },
    refusals=("the list is replaced on @", "replaced on @"),
)
def substituted(match: re.Match[str]) -> Cue:
    return _moved(match)


def _moved(match: re.Match[str]) -> Cue:
    """Amendments of a bare date mostly move an end; a correction of a notice mostly moves a start."""
    words = match.string
    begins = r"effective|enters? into force|comes? into force|appl(?:y|ies) from|appointed day"
    ends = not re.search(begins, words, re.IGNORECASE) and not re.search(r"read", match.group())
    ends = ends or bool(re.search(r"expir|until|through|suspen|licen[cs]e|derogat|wind|cease", words, re.IGNORECASE))
    return Cue(DeadlineKind.EXPIRY if ends else DeadlineKind.EFFECTIVE, Status.EXTENDED, inclusive=ends)


@CUES.rule(
    r"\b(?:delay\w*|postpon\w*|defer\w*|stay\w*|mov\w+|shift\w*|push\w*|chang\w+|amend\w*|correct\w*|"
    r"revis\w+)\b[^@#]{0,80}\bfrom @,? (?:to|until) #",
    examples={
        "the effective date is delayed from @, until #": "replaced by another date",
        "the start was moved from @ to #": "replaced by another date",
    },
    refusals=("open from @ to #", "talks run from @ to #"),
)
def delayed_from(_: re.Match[str]) -> Cue:
    return Cue(refused="replaced by another date", replaced=True)


@CUES.rule(
    r"\b(?:delay\w*|postpon\w*|defer\w*|push\w*|mov(?:e|es|ed|ing))\b[^@#]{0,120}\bfrom #,? (?:to|until) @",
    examples={
        "the act delays the duty on cars from # to @": "effective extended",
        "the end of the pause was moved from # to @": "expiry extended",
    },
    refusals=("the fair was held from # to @",),
)
def put_off_to(match: re.Match[str]) -> Cue:
    ends = re.search(
        r"\b(?:suspension|pause|truce|exclusions?|exemptions?|expiry|end of)\b",
        match.string[: match.end()],
        re.IGNORECASE,
    )
    return Cue(DeadlineKind.EXPIRY if ends else DeadlineKind.EFFECTIVE, Status.EXTENDED, inclusive=bool(ends))


@CUES.rule(
    r"\b(?:effective|start|application|implementation|compliance|commencement)\b[^@]{0,160}\b(?:delay\w*|postpon\w*|defer\w*|"
    r"stay\w*|mov\w+|push\w*|chang\w+|amend\w*|correct\w*|revis\w+)\b[^@]{0,80}\b(?:to|until) @",
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
def not_until_then(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    r"\b(?:due date|deadline|last day|time limit|closing date|cut-?off)\b[^@#;]{0,160}\b(?:comments?|submissions?|"
    r"rebuttals?|summar(?:y|ies)|petitions?|"
    r"requests?|applications?|exclusions?)\b[^@;]{0,160}\b(?:is|are|was|has been|have been|be) (?:extended|moved|"
    r"postponed|pushed back)\b[^@]{0,40}\bto @",
    examples={"The due date for written comments is extended from # to @": "comment_close extended"},
    refusals=("the deadline for comments is @",),
)
def filing_extended(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.COMMENT_CLOSE, Status.EXTENDED, inclusive=True)


@amended(
    r"\b(?:extends?(?! from\b)|extend(?:ed|ing)|prolong\w*)\b[^@#]{0,120}\bfrom @,? (?:to|until) #",
    old=("it is extending the validity of the permit from @ to #",),
    examples={"it is extending the validity of the permit from # to @": "expiry extended"},
    refusals=("extending from coast to coast", "extended on @", "the duty will extend from @ until #"),
)
def extended_to(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, Status.EXTENDED, inclusive=True)
