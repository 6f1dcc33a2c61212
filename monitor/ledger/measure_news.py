"""Measures heard of without a date that any change tells. **Pure.**"""

from collections.abc import Sequence

from monitor.ledger.identity import Targets, likeness
from monitor.ledger.keys import measure_key
from monitor.ledger.revisions import evidence_of_measure
from monitor.types import Change, Document, Measure, MeasureNews, Reading


def measure_news(reading: Reading, document: Document, told: Sequence[Change]) -> list[MeasureNews]:
    """Measures of this document that no change in `told` and no date still ahead in the document covers, each once.

    A measure is its issuer, kind, targets and rate; one that names neither targets, rate nor instrument is no news.
    """
    ahead = [mention.measure for mention in reading.mentions if mention.due.closes_at >= document.published]
    covering = [change.new.measure for change in told] + ahead
    news: dict[str, MeasureNews] = {}
    for mention in reading.measures:
        measure = mention.measure
        named = measure.issuer and (measure.targets or measure.rate_percent is not None or measure.instrument)
        if named and not any(_covers(other, measure) for other in covering):
            key = measure_key(measure, mention.status)
            news.setdefault(key, MeasureNews(key, mention, evidence_of_measure(mention, document)))
    return list(news.values())


def _covers(told: Measure, heard: Measure) -> bool:
    """Has what was told already named this measure? A text may repeat it with fewer details."""
    alike = likeness(heard, None, told, None)
    if alike is None or "rate" in alike.conflicts:
        return False
    return alike.targets is not Targets.UNKNOWN or not heard.targets
