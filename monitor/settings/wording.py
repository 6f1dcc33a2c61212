"""How messages quote what was written, and which right word was probably meant. **Pure.**"""

from collections.abc import Iterable
from difflib import get_close_matches

_LONGEST = 60


def shown(text: object) -> str:
    """The words between quotes, fit for a message: short, and an address only up to its scheme (what follows may be secret)."""
    words = str(text)
    scheme, separator, rest = words.partition("://")
    if separator and rest:
        return f"'{scheme[-20:]}://…'"
    return repr(words if len(words) <= _LONGEST else words[:_LONGEST] + "…")


def nearest(word: object, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The known name that looks most like this one, upper and lower case alike; None where none does."""
    by_fold = {name.casefold(): name for name in known}
    close = get_close_matches(str(word)[:_LONGEST].casefold(), by_fold, n=1, cutoff=cutoff)
    return by_fold[close[0]] if close else None


def did_you_mean(word: object, known: Iterable[str]) -> str:
    """The end of a message about an unknown name: the nearest one, or else all of them."""
    names = list(known)
    close = nearest(word, names)
    if close is not None:
        return f", did you mean '{close}'?"
    return f"; known: {', '.join(names)}" if names else ""
