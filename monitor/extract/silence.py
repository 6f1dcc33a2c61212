"""Texts in which nothing is to be read: no rule for dates, events or measures can match in them. **Pure.**"""

import re

from monitor.grammar import enacted, ends_told
from monitor.grammar.clean import sentences
from monitor.grammar.dates import FORMS
from monitor.grammar.events import EVENTS
from monitor.grammar.lexicon import glance, possible
from monitor.grammar.scan import MOST_TEXT, Clean
from monitor.types import Document

_WHOLE = 3000
"""Code points up to which no sentence is cut amid a word, see `clean`: the words of the text are those of its sentences."""

_DATED = re.compile(r"\d|day\b")
"""Where this is found, a sentence is likely to hold a date: they are looked at one by one, which the reader remembers."""


def is_silent(document: Document, clean: Clean) -> bool:
    """True only where the reading holds nothing, but for time expressions that are no dates; False where it may hold something.

    A pattern that cannot match in all words together matches in no sentence of them.
    """
    if document.stated or len(document.text) > MOST_TEXT:
        return False
    told = FORMS.bits | enacted.BITS | (ends_told.BITS if document.official else 0)
    parts = clean.title, clean.text
    # Events are sought where dates are written @.
    whole = len(clean.text) <= _WHOLE and not _DATED.search(clean.text)
    if whole and not possible(f"{clean.title}\n{clean.text} @") & (told | EVENTS.bits):
        return True
    every = (part[start:end] for part in parts for start, end in sentences(part))
    return not any(glance(text).may & told or EVENTS.may_read(text, "@") for text in every)
