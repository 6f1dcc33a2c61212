"""What trade is charged with, as patterns name it: one list for every rule that asks whether a levy is spoken of. **Pure.**"""

LEVY = (
    r"(?:(?:counter-?)?tariffs?|dut(?:y|ies)|lev(?:y|ies)|surcharges?|surtax(?:es)?|(?:import|border)\s+tax(?:es)?|"
    r"safeguards?(?:\s+measures?)?|counter-?measures?|(?:retaliatory|rebalancing)\s+measures?)"
)
"""A pattern for the name of a levy, without breaks at its ends; the same with or without `spaced`."""
