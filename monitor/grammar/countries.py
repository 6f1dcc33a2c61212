"""Countries and blocs with trade or sanctions measures: names, peoples, and who acts for them.

The English names are those of `types.countries`; `data/countries.csv` holds the other names and what goes with them, reviewed by
hand. **Pure.**
"""

import re

from monitor.grammar.tables import rows
from monitor.types.countries import COUNTRIES


def countries() -> dict[str, tuple[str, str, str]]:
    """ISO 3166-1 alpha-2 code (or EU, UN) -> patterns: the state's names, its adjectives and peoples, its leaders and agencies."""
    known = {
        row["code"]: (row["names"] or _pattern(COUNTRIES[row["code"]]), row["peoples"], row["actors"])
        for row in rows("countries")
    }
    known |= {code: (_pattern(name), "", "") for code, name in COUNTRIES.items() if code not in known}
    return {code: columns for code, columns in known.items() if columns[0] != "-"}


def _pattern(name: str) -> str:
    """A name as texts write it: "St." may be "Saint", and "&" is "and"."""
    return (
        re.escape(name)
        .replace(r"\ ", " ")
        .replace("St\\. ", "(?:St\\.|Saint) ")
        .replace("\\&", "and")
        .replace("&", "and")
    )
