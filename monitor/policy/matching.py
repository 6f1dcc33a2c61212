"""Does a watch ask for this? The reason names the criteria that matched, or the first that refused. **Pure.**"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from monitor.policy.codes import code_found
from monitor.policy.instruments import cites
from monitor.policy.naming import authority_reason, programme_reason
from monitor.policy.words import names, says
from monitor.types import Deadline, DeadlineKind, Evidence, Firmness, Measure, MeasureNews, Watch

EVERYBODY = "ALL"
EU = "EU"
EU_MEMBERS = frozenset("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split())  # noqa: SIM905
"""See https://european-union.europa.eu/principles-countries-history/eu-countries_en: 27 members since 1 February 2020."""


@dataclass(frozen=True, slots=True)
class Match:
    """Does a watch ask for this, and which criterion said so. `reason`: fit to show to the watch's author."""

    asked: bool
    reason: str


@dataclass(frozen=True)
class Facts:
    """What a watch is held against. `kind`: None for a measure without a date."""

    measure: Measure
    kind: DeadlineKind | None
    firmness: Firmness
    evidence: Evidence
    scope: str | None

    @cached_property
    def parties(self) -> tuple[str, frozenset[str]]:
        """Who imposes it, and on whom: codes as `plain` writes them."""
        return plain(self.measure.issuer or ""), frozenset(map(plain, self.measure.targets))

    @cached_property
    def coded(self) -> tuple[tuple[str, ...], str]:
        """Where tariff codes are looked for: names of goods, and words."""
        words = (self.evidence.title, self.evidence.quote, self.scope, self.measure.instrument)
        return self.measure.products, " ".join(filter(None, words))

    @cached_property
    def said(self) -> str:
        """All words there are: title, quote, scope, goods, instrument, power."""
        measure, evidence = self.measure, self.evidence
        words = (evidence.title, evidence.quote, self.scope, *measure.products, measure.instrument, measure.authority)
        return " ".join(filter(None, words))


def matches(watch: Watch, deadline: Deadline) -> Match:
    """Does the watch ask for this deadline?"""
    return match(watch, facts_of(deadline))


def matches_measure(watch: Watch, news: MeasureNews) -> Match:
    """Does the watch ask for this measure?"""
    return match(watch, facts_of_measure(news))


def facts_of(deadline: Deadline) -> Facts:
    """What of a deadline watches are held against."""
    return Facts(deadline.measure, deadline.kind, deadline.firmness, deadline.evidence, deadline.scope)


def facts_of_measure(news: MeasureNews) -> Facts:
    """What of a measure without a date watches are held against."""
    return Facts(news.mention.measure, None, news.mention.firmness, news.evidence, None)


def match(watch: Watch, facts: Facts) -> Match:
    """Does the watch ask for this, and why?"""
    told = []
    for verdict in _verdicts(watch, facts):
        if not verdict.asked:
            return verdict
        told.append(verdict.reason)
    return Match(True, "; ".join(told) or "the watch asks for everything")


def asks(watch: Watch, facts: Facts) -> bool:
    """Does the watch ask for this? For those who need no reason, which costs more than the answer."""
    return all(verdict.asked for verdict in _verdicts(watch, facts))


def _verdicts(watch: Watch, facts: Facts) -> Iterator[Match]:
    """One for each criterion that the watch has, the cheap ones first."""
    if watch.countries:
        yield _country(watch, *facts.parties)
    if watch.measures:
        yield _listed("measure", facts.measure.kind, watch.measures)
    if watch.kinds:
        yield _listed("kind", facts.kind, watch.kinds)
    yield from _floors(watch, facts)
    if watch.authorities:
        yield _any("authority", watch.authorities, "is behind it", lambda name: _authority(name, facts))
    if watch.programmes:
        yield _any("programme", watch.programmes, "has to do with it", lambda name: _programme(name, facts))
    if watch.instruments:
        yield _any("instrument", watch.instruments, "in the words", lambda name: _instrument(name, facts))
    if watch.codes:
        yield _any("code", watch.codes, "in the words", lambda code: _code(code, facts))
    if watch.products:
        yield _any("product", watch.products, "in the words", lambda name: _product(name, facts))
    if watch.any_words or watch.all_words or watch.not_words:
        yield from _keywords(watch, facts.said)


def _any(what: str, wanted: Sequence[str], where: str, found: Callable[[str], str | None]) -> Match:
    """At least one of these; `found` gives the words for the one that is there."""
    reason = next(filter(None, map(found, wanted)), None)
    return Match(True, f"{what} {reason}") if reason else Match(False, f"no {what} of {list(wanted)} {where}")


def _authority(name: str, facts: Facts) -> str | None:
    reason = authority_reason(name, facts.measure, facts.evidence, facts.said)
    return f"{name} {reason}" if reason else None


def _programme(name: str, facts: Facts) -> str | None:
    reason = programme_reason(name, facts.measure, facts.said)
    return f"{name} {reason}" if reason else None


def _instrument(name: str, facts: Facts) -> str | None:
    return f"'{name}'" if cites(facts.said, name) else None


def _product(name: str, facts: Facts) -> str | None:
    return f"'{name}'" if names(facts.said, name) else None


def _code(code: str, facts: Facts) -> str | None:
    written = code_found(code, *facts.coded)
    return f"{code} (the words say {written})" if written else None


def _country(watch: Watch, issuer: str, targets: frozenset[str]) -> Match:
    for country in watch.countries:
        code = plain(country)
        if code == issuer:
            return Match(True, f"country {country} is the issuer")
        if code in targets:
            return Match(True, f"country {country} is a target")
        if EVERYBODY in targets:
            return Match(True, f"country {country}: all partners are targets")
        if code in EU_MEMBERS and (issuer == EU or EU in targets):
            return Match(True, f"country {country} is a member of the EU")
    return Match(False, f"none of {list(watch.countries)} issues it or is its target")


def plain(country: str) -> str:
    """A country's code as it is compared: in capitals, the United Kingdom as GB."""
    return "GB" if country.upper() == "UK" else country.upper()


def _listed(what: str, value: str | None, wanted: Sequence[str]) -> Match:
    if value in wanted:
        return Match(True, f"{what} {value}")
    named = [str(each) for each in wanted]
    if value is None:
        return Match(False, f"no date, and the watch asks for {what} {named}")
    return Match(False, f"{what} {value} is none of {named}")


def _keywords(watch: Watch, text: str) -> Iterable[Match]:
    found = {word for word in (*watch.any_words, *watch.all_words, *watch.not_words) if says(text, word)}
    if watch.any_words:
        hit = next((word for word in watch.any_words if word in found), None)
        yield Match(bool(hit), f"keyword '{hit}'" if hit else f"no keyword of {list(watch.any_words)} in the words")
    if watch.all_words:
        lacking = [word for word in watch.all_words if word not in found]
        yield Match(not lacking, f"the words lack {lacking}" if lacking else f"all of {list(watch.all_words)}")
    if watch.not_words:
        hit = next((word for word in watch.not_words if word in found), None)
        yield Match(not hit, f"the words hold '{hit}', which the watch excludes" if hit else "nothing excluded")


def _floors(watch: Watch, facts: Facts) -> Iterator[Match]:
    """Lower bounds; one that everything reaches goes without saying."""
    firmness, confidence = facts.firmness, facts.evidence.confidence
    if not firmness.at_least(watch.min_firmness):
        yield Match(False, f"firmness {firmness} is below {watch.min_firmness}")
    elif watch.min_firmness is not Firmness.SAID:
        yield Match(True, f"firmness {firmness}")
    if confidence < watch.min_confidence:
        yield Match(False, f"confidence {confidence:.2f} is below {watch.min_confidence:.2f}")
    elif watch.min_confidence:
        yield Match(True, f"confidence {confidence:.2f}")
