"""Rules that read dates, cues, measures and places in English texts, each with its examples and refusals.

A reading goes through the files in this order: `clean` -> `dates`, `relative`, `clock` (forms) -> `compose` -> `resolve` ->
`cues` (what a date is for) -> `measures`, `places`, `instruments` (what it is about). **Pure.**
"""
