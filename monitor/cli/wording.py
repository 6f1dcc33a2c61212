"""Phrases that several commands show."""

from monitor.shown.contract import percent
from monitor.types import Measure


def who(measure: Measure) -> str:
    """US tariff 25 % on IN."""
    rate = f" {percent(measure.rate_percent)} %" if measure.rate_percent is not None else ""
    return f"{measure.issuer or '?'} {measure.kind.replace('_', ' ')}{rate} on {', '.join(measure.targets) or '?'}"
