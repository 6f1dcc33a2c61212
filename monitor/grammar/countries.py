"""Countries and blocs with trade or sanctions measures: names, peoples, and who acts for them.

The English names come from CLDR through babel; `data/countries.csv` holds what no library knows, reviewed by hand. **Pure.**
"""

import re
from functools import lru_cache

from monitor.grammar.tables import rows


@lru_cache(maxsize=1)
def countries() -> dict[str, tuple[str, str, str]]:
    """ISO 3166-1 alpha-2 code (or EU, UN) -> patterns: the state's names, its adjectives and peoples, its leaders and agencies."""
    from babel import Locale  # Takes its time, and a command may never come to a text.

    names = {code: name for code, name in Locale("en").territories.items() if re.fullmatch("[A-Z]{2}", code)}
    known = {
        row["code"]: (row["names"] or _pattern(names[row["code"]]), row["peoples"], row["actors"])
        for row in rows("countries")
    }
    known |= {code: (_pattern(name), "", "") for code, name in names.items() if code not in known}
    return {code: columns for code, columns in known.items() if columns[0] != "-"}


def _pattern(name: str) -> str:
    """A name of CLDR as texts write it: "St." may be "Saint", and "&" is "and"."""
    return (
        re.escape(name)
        .replace(r"\ ", " ")
        .replace("St\\. ", "(?:St\\.|Saint) ")
        .replace("\\&", "and")
        .replace("&", "and")
    )
