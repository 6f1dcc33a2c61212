"""Makes a text readable without moving a letter: every clean character stands where its original stood.

Markup, addresses and control characters become blanks, typographic signs their plain twins. Lines that only wrap become
blanks; an empty line stays a paragraph mark (two newlines). **Pure.**
"""

import re
from collections.abc import Iterator
from functools import lru_cache

_TWINS = {
    "‘": "'", "’": "'", "‛": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "–": "-", "‐": "-", "‑": "-", "‒": "-", "−": "-",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\u200b": " ", "\u200e": " ", "\u200f": " ", "\ufeff": " ",
    # Letters that patterns take for s, i and k whatever the case, while lower() leaves them as they are.
    "ſ": "s", "ı": "i", "İ": "I", "\u212a": "K",
    "*": " ", "_": " ", "\\": " ", "`": " ", "@": " ", "#": " ", "~": " ", "|": " ",
}  # fmt: skip
_COMMENT, _COMMENT_END, _LONGEST_COMMENT = "<!--", "-->", 2000
_BLANKED = re.compile(
    r"</?[A-Za-z][^<>]{0,500}>|\]\([^()\s]{0,500}\)|https?://[^\s<>()]{1,500}|"
    r"&(?:nbsp|amp|quot|#\d{1,5});",
)
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\[\]]")
_BULLET = re.compile(r"(?:\n|\A)[ \t]*[-*•·](?=[ \t]+[A-Z0-9])")
"""A list's item begins: it is a sentence of its own."""
_WRAP = re.compile(r"\n[ \t\n]*")
# A caption may stand after a single newline, where a paragraph mark has no room: the record separator (1E) ends a sentence there.
_CAPTION = re.compile(
    r"(?:(?P<day>(?:January|February|March|April|May|June|July|August|September|October|November|December) "
    r"\d{1,2}, \d{4})(?:,? at \d[\d:apm. ]{1,12})? ?:|"
    r"(?:[A-Z][A-Z ]{3,30}|(?:Effective|Comment|Closing|Compliance|Hearing|Due|Expiration|Applicability) [Dd]ates?|Dates?|"
    r"Comments|Hearing):)"
)
"""What opens a line of its own in a notice: "July 5, 2026: ...", "SUMMARY: ..."."""
_LONGEST = 3000
"""Code points of a sentence; what runs on without a stop is cut at a blank, so that reading stays linear in the text."""
# One set of first letters for all stops: a search for a set is several times as quick as one for alternatives.
_STOP = re.compile(r"""[.!?;\n\x1e](?:(?<=[.!?])["')]{0,2}(?=\s)|(?<=\n)(?:\n|(?= *•))|(?<=;)(?=\s)|(?<=\x1e))""")
_NO_STOP = re.compile(
    r"(?:\b(?:[A-Za-z]|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mr|Mrs|Ms|Dr|St|No|Nos|Sec|Art|"
    r"Inc|Ltd|Co|Corp|Gen|"
    r"Sen|Rep|Gov|vs|approx|Mon|Tue|Tues|Wed|Thu|Thurs|Fri|Sat|Sun|seq|Fed|Reg|Stat|[ap]\.m|U\.S|U\.K|"
    r"U\.N|U\.S\.C|e\.g|i\.e))$"
)


def cleaned(text: str) -> str:
    """The same text, of the same length, without markup."""
    if "\n" in text or text[:3].strip()[:1] in ("-", "*"):
        text = _BULLET.sub(lambda match: match.group()[:-1] + "•", text)
    text = _without_comments(text)
    if any(sign in text for sign in ("<", "](", "://", "&")):
        text = _BLANKED.sub(lambda match: " " * len(match.group()), text)
    # A handful of replacements is quicker than a table that is asked about every letter.
    for sign, twin in _TWINS.items():
        if sign in text:
            text = text.replace(sign, twin)
    if _CONTROL.search(text):
        text = _CONTROL.sub(" ", text)
    return _WRAP.sub(_unwrapped, text) if "\n" in text else text


def _without_comments(text: str) -> str:
    """Comments of markup blanked; found by their two ends, as a pattern would look ahead from every beginning."""
    begin = text.find(_COMMENT)
    if begin < 0 or _COMMENT_END not in text:
        return text
    parts: list[str] = []
    done = 0
    while begin >= 0:
        inner = begin + len(_COMMENT)
        end = text.find(_COMMENT_END, inner, inner + _LONGEST_COMMENT + len(_COMMENT_END))
        if end >= 0:
            end += len(_COMMENT_END)
            parts += (text[done:begin], " " * (end - begin))
            done = end
        begin = text.find(_COMMENT, max(done, inner))
    return "".join((*parts, text[done:]))


def _unwrapped(match: re.Match[str]) -> str:
    run = match.group()
    if match.string.startswith("•", match.end()):
        return "\n" + " " * (len(run) - 1)
    if run.count("\n") < 2:
        opens = _CAPTION.match(match.string, match.end())
        if opens and opens["day"] and match.string[: match.start()].rstrip()[-1:] not in ".:;!?)":
            opens = None  # A date that a line goes on with.
        return ("\x1e" if opens else " ") + " " * (len(run) - 1)
    return "\n\n" + " " * (len(run) - 2)


@lru_cache(maxsize=4)
def sentences(clean: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each sentence of a clean text, in order; blanks at its ends are left out. Remembered for who asks next."""
    spans: list[tuple[int, int]] = []
    start = 0
    for stop in _STOP.finditer(clean):
        if stop.group()[0] == "." and not _ends(clean, stop):
            continue
        spans.append((start, stop.end()))
        start = stop.end()
    spans.append((start, len(clean)))
    trimmed = (_trimmed(clean, begin, end) for span in spans for begin, end in _cut(clean, *span))
    return tuple((begin, end) for begin, end in trimmed if begin < end)


def _cut(clean: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    while end - begin > _LONGEST:
        blank = clean.rfind(" ", begin + _LONGEST // 2, begin + _LONGEST)
        middle = blank + 1 if blank > 0 else begin + _LONGEST
        yield begin, middle
        begin = middle
    yield begin, end


def _ends(clean: str, stop: re.Match[str]) -> bool:
    following = clean[stop.end() : stop.end() + 200].lstrip()[:1]
    if following and not (following.isupper() or following in "\"'(-—•"):
        return False
    before = clean[max(0, stop.start() - 12) : stop.start()]
    if not _NO_STOP.search(before):
        return True
    # "5 p.m. The agency" ends a sentence, "a.m. Eastern" and "U.S. Treasury" do not.
    return before.endswith(("a.m", "p.m")) and bool(
        re.match(r"\s+(?:The|It|This|He|She|If|In)\b", clean[stop.end() :][:20])
    )


def _trimmed(clean: str, begin: int, end: int) -> tuple[int, int]:
    part = clean[begin:end].rstrip()
    return begin + len(part) - len(part.lstrip()), begin + len(part)
