"""Whether words stand in a text, as a watch writes them: whole words, whatever the case and the spacing. **Pure.**"""

import re
from functools import lru_cache


def says(text: str, word: str) -> bool:
    """Whether the word, or the words in this order, stand in the text."""
    return _pattern(word, "").search(text) is not None if word.strip() else False


def names(text: str, word: str) -> bool:
    """The same, and one thing stands for many: "car" also finds "cars"."""
    return _pattern(word, "(?:e?s)?").search(text) is not None if word.strip() else False


@lru_cache(maxsize=65_536)
def _pattern(word: str, ending: str) -> re.Pattern[str]:
    spaced = r"\s+".join(re.escape(part) for part in word.split())
    return re.compile(rf"(?<!\w){spaced}{ending}(?!\w)", re.IGNORECASE)
