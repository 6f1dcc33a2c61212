"""What a watch asks for, and the words in which it says so."""

import pytest
from policy_timeline import a_deadline, a_watch

from monitor.policy import matches
from monitor.types import DeadlineKind, Firmness, Measure, MeasureKind


def targeting(*targets: str, issuer: str = "US") -> dict[str, object]:
    return {"measure": Measure(MeasureKind.TARIFF, issuer, targets)}


@pytest.mark.parametrize(
    ("wants", "fields", "asked", "reason"),
    [
        ({}, {}, True, "the watch asks for everything"),
        ({"countries": ("CA",)}, {}, True, "country CA is a target"),
        ({"countries": ("MX", "US")}, {}, True, "country US is the issuer"),
        ({"countries": ("CN",)}, {}, False, "none of ['CN'] issues it or is its target"),
        ({"countries": ("CN",)}, targeting("ALL"), True, "country CN: all partners are targets"),
        ({"countries": ("UK",)}, targeting("GB"), True, "country UK is a target"),
        ({"countries": ("GB",)}, targeting("RU", issuer="UK"), True, "country GB is the issuer"),
        ({"countries": ("EU",)}, targeting("EU"), True, "country EU is a target"),
        ({"countries": ("DE",)}, targeting("EU"), True, "country DE is a member of the EU"),
        ({"countries": ("NO",)}, targeting("EU"), False, "none of ['NO'] issues it or is its target"),
        ({"measures": (MeasureKind.SANCTIONS,)}, {}, False, "measure tariff is none of ['sanctions']"),
        ({"measures": (MeasureKind.TARIFF,)}, {}, True, "measure tariff"),
        ({"kinds": (DeadlineKind.EXPIRY,)}, {}, False, "kind effective is none of ['expiry']"),
        ({"any_words": ("steel", "WINE")}, {}, True, "keyword 'WINE'"),
        ({"any_words": ("steel",)}, {}, False, "no keyword of ['steel'] in the words"),
        ({"any_words": ("win",)}, {}, False, "no keyword of ['win'] in the words"),
        ({"any_words": ("Section  338",)}, {}, True, "keyword 'Section  338'"),
        ({"any_words": ("farms",)}, {"scope": "dairy farms"}, True, "keyword 'farms'"),
        ({"any_words": (".*",)}, {}, False, "no keyword of ['.*'] in the words"),
        ({"all_words": ("wine", "proclamation")}, {}, True, "all of ['wine', 'proclamation']"),
        ({"all_words": ("wine", "beer")}, {}, False, "the words lack ['beer']"),
        ({"not_words": ("spirits",)}, {}, False, "the words hold 'spirits', which the watch excludes"),
        ({"min_firmness": Firmness.PUBLISHED}, {}, False, "firmness signed is below published"),
        ({"min_firmness": Firmness.SIGNED}, {}, True, "firmness signed"),
        ({"min_confidence": 0.95}, {}, False, "confidence 0.90 is below 0.95"),
        ({"countries": ("CA",), "any_words": ("wine",)}, {}, True, "country CA is a target; keyword 'wine'"),
    ],
)
def test_a_watch_answers_with_its_reason(
    wants: dict[str, object], fields: dict[str, object], asked: bool, reason: str
) -> None:
    match = matches(a_watch(**wants), a_deadline(**fields))
    assert (match.asked, match.reason) == (asked, reason)
