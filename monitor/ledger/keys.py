"""Readable names of records: issuer, measure, targets, role, instrument or scope, month of the first known date. **Pure.**"""

import re
from collections.abc import Callable

from monitor.ledger.identity import parts, words
from monitor.types import DeadlineKind, Due, Measure, Status, digest_of

LONGEST = 80
NAMED_TARGETS = 3
ENDINGS = {Status.REVOKED: "revoked", Status.STRUCK_DOWN: "struck-down", Status.SUSPENDED: "suspended"}


def deadline_key(
    measure: Measure, kind: DeadlineKind, scope: str | None, due: Due, taken: Callable[[str], bool]
) -> str:
    """A slug of at most 80 letters, digits and hyphens that is not yet `taken`, such as us-tariff-ca-effective-alcohol-2026-08."""
    what = slug(measure.instrument or "") or "-".join(sorted(words(scope, measure.products))[:3])
    head = slug(f"{_who(measure)}-{kind}-{what}")
    for tail in _tails(measure, kind, scope, due):
        key = f"{head[: LONGEST - len(tail) - 1].rstrip('-')}-{tail}"
        if not taken(key):
            return key
    number = 2
    while taken(key := f"{head[: LONGEST - 20].rstrip('-')}-{due.day}-{number}"):
        number += 1
    return key


def measure_key(measure: Measure, status: Status) -> str:
    """The same measure has the same key whoever reports it; its end is other news than its birth."""
    rate = "" if measure.rate_percent is None else f"{measure.rate_percent:g}".replace(".", "p")
    return slug(f"{_who(measure)}-{rate}-{ENDINGS.get(status, '')}")[:LONGEST].rstrip("-")


def slug(text: str) -> str:
    """Lower-case letters, digits and single hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")


def _tails(measure: Measure, kind: DeadlineKind, scope: str | None, due: Due) -> list[str]:
    """Disambiguators, shortest first; none depends on the order in which documents arrive, only whether it is needed does."""
    rate = "" if measure.rate_percent is None else f"{measure.rate_percent:g}pct-".replace(".", "p")
    print_of = digest_of(*_parts(measure, kind, scope, due))[:6]
    return [f"{due.day:%Y-%m}", f"{due.day}", f"{rate}{due.day}", f"{due.day}-{print_of}"]


def _parts(measure: Measure, kind: DeadlineKind, scope: str | None, due: Due) -> list[str]:
    return [
        _who(measure),
        kind,
        measure.instrument or "",
        measure.authority or "",
        str(measure.rate_percent),
        " ".join(sorted(words(scope, measure.products) | parts(scope))),
        due.opens_at.isoformat(),
    ]


def _who(measure: Measure) -> str:
    """Issuer, family and targets; a long list of targets is cut to three and a count."""
    named = list(measure.targets[:NAMED_TARGETS])
    more = len(measure.targets) - len(named)
    targets = "-".join([*named, f"and-{more}"] if more else named)
    return f"{measure.issuer or 'unknown'}-{slug(measure.kind)}-{targets}"
