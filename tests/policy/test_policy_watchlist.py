"""Many watches: those that ask for something are found without looking at each, and they are the very same."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from policy_timeline import a_deadline, a_watch

from monitor.policy import Watchlist, asking, change_alerts, changed, matches, measure_alerts, reminders
from monitor.types import (
    Change,
    ChangeReason,
    Deadline,
    DeadlineKind,
    Evidence,
    Firmness,
    Measure,
    MeasureKind,
    MeasureMention,
    MeasureNews,
    Status,
    Watch,
)

COUNTRIES = ("US", "CA", "CN", "EU", "DE", "FR", "GB", "UK", "uk", "NO", "ALL")
WORDS = (
    "steel", "Steel pipes", "wine", "car", "boss", "C++", "AT&T", ".*", "§", " ", "kelvin", "İzmir", "straße", "U.S.",
    "s.232", "of", "tariff", "Section  232",
)  # fmt: skip
INSTRUMENTS = (
    "GL 124",
    "EO 14257",
    "833/2014",
    "Regulation (EU) No 833/2014",
    "Proclamation 9",
    "Annex IV",
    "MOU",
    "7",
    "",
)
CODES = ("8703.10", "0407", "72", "7", "x", "9903")
AUTHORITIES, PROGRAMMES = ("OFAC", "USTR", "BIS", "nobody"), ("IEEPA", "Russia", "section 232")
SPOKEN = (
    *WORDS, "steels", "wines", "cars", "bosses", "C++s", "STEEL  PIPES", "ſteel", "\u212aelvin", "izmir", "ızmır", "STRASSE", "STRAẞE",
    "GL 124D", "general licenses 8, 9 and 124", "Executive Order 14257", "833/2014/EU", "annex iva", "mous", "MOU7", "7K", "17",
    "headings 8703 and 7208.10", "chapter 4", "870310", "OFAC", "the Office of Foreign Assets Control", "IEEPA", "124", "1245",
)  # fmt: skip


def some(values: tuple[str, ...] | type) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(list(values)), max_size=2).map(tuple)


NOTHING = st.just(())
WATCHES = st.builds(
    a_watch,
    countries=some(COUNTRIES),
    measures=some(MeasureKind),
    kinds=NOTHING | some(DeadlineKind),
    any_words=some(WORDS),
    all_words=NOTHING | some(WORDS),
    not_words=NOTHING | some(WORDS),
    min_firmness=st.sampled_from((Firmness.SAID, Firmness.SAID, Firmness.PUBLISHED)),
    min_confidence=st.sampled_from((0.0, 0.0, 0.95)),
    authorities=NOTHING | some(AUTHORITIES),
    programmes=NOTHING | some(PROGRAMMES),
    instruments=NOTHING | some(INSTRUMENTS),
    codes=NOTHING | some(CODES),
    products=NOTHING | some(WORDS),
)
SINGLE = st.one_of(
    *(
        st.builds(lambda name, value: a_watch(**{name: (value,)}), st.just(name), st.sampled_from(values))
        for name, values in (
            ("countries", COUNTRIES),
            ("measures", tuple(MeasureKind)),
            ("any_words", WORDS),
            ("all_words", WORDS),
            ("products", WORDS),
            ("instruments", INSTRUMENTS),
            ("codes", CODES),
        )
    )
)
"""Of one criterion, so that much is found."""
TEXTS = st.lists(st.sampled_from(SPOKEN) | st.text(max_size=3), max_size=5).map(" ".join)
MEASURES = st.builds(
    Measure,
    st.sampled_from(MeasureKind),
    st.none() | st.sampled_from(COUNTRIES),
    some(COUNTRIES),
    instrument=st.none() | st.sampled_from(INSTRUMENTS + SPOKEN),
    authority=st.none() | st.sampled_from(("IEEPA", "section 232")),
    products=NOTHING | some(("steel pipes", "7208", "cars")),
)


def told(measure: Measure, title: str, quote: str, scope: str | None, kind: DeadlineKind) -> Deadline:
    deadline = a_deadline(measure=measure, scope=scope, kind=kind)
    return replace(deadline, evidence=replace(deadline.evidence, title=title, quote=quote))


DEADLINES = st.builds(told, MEASURES, TEXTS, TEXTS, st.none() | TEXTS, st.sampled_from(DeadlineKind))
LISTS = st.lists(SINGLE | WATCHES, max_size=12).map(
    lambda watches: [replace(watch, name=f"w{n}", receivers=(f"r{n % 3}",)) for n, watch in enumerate(watches)]
)


@settings(max_examples=300, deadline=None)
@given(LISTS, DEADLINES)
def test_the_watches_found_are_those_that_a_plain_comparison_finds(watches: list[Watch], deadline: Deadline) -> None:
    assert asking(Watchlist(watches), deadline) == [watch for watch in watches if matches(watch, deadline).asked]


@settings(max_examples=200, deadline=None)
@given(LISTS, DEADLINES, DEADLINES)
def test_the_alerts_are_those_of_a_plain_comparison(watches: list[Watch], old: Deadline, new: Deadline) -> None:
    listed, now = Watchlist(watches), new.due.opens_at
    change = Change(ChangeReason.MODIFIED, replace(new, revision=2), old, new.learnt_at)
    assert change_alerts(change, listed, now) == change_alerts(change, watches, now)
    assert reminders(new, listed, now) == reminders(new, watches, now)


@settings(max_examples=100, deadline=None)
@given(LISTS, MEASURES, TEXTS)
def test_so_are_those_of_a_measure_without_a_date(watches: list[Watch], measure: Measure, quote: str) -> None:
    said = a_deadline().evidence
    evidence = Evidence("d", "gazette", said.url, "A title", quote, said.published, 5, confidence=0.9)
    news = MeasureNews("m", MeasureMention(measure, Status.ANNOUNCED, Firmness.SIGNED, quote, 0, len(quote)), evidence)
    assert measure_alerts(news, Watchlist(watches)) == measure_alerts(news, watches)


@settings(max_examples=100, deadline=None)
@given(LISTS, DEADLINES, st.sampled_from((frozenset[str](), frozenset({"r0"}), frozenset({"r1", "r2"}))))
def test_of_the_watches_of_some_receivers_these_hear_what_they_hear_of_all(
    watches: list[Watch], deadline: Deadline, some_of_them: frozenset[str]
) -> None:
    now, theirs = deadline.due.opens_at, Watchlist(watches).of(some_of_them)
    every = reminders(deadline, watches, now).alerts
    assert list(reminders(deadline, theirs, now).alerts) == [alert for alert in every if alert.receiver in some_of_them]


@pytest.mark.parametrize(
    ("before", "after", "names"),
    [
        ([a_watch()], [a_watch()], set()),
        ([a_watch(line="a:1")], [a_watch(line="a:9")], set()),
        ([a_watch()], [a_watch(countries=("NO",))], {"Canada"}),
        ([a_watch(), a_watch("Mexico")], [a_watch()], {"Mexico"}),
        ([], [a_watch("Norway")], {"Norway"}),
    ],
)
def test_what_changed_is_what_was_added_taken_away_or_written_otherwise(
    before: list[Watch], after: list[Watch], names: set[str]
) -> None:
    assert {watch.name for watch in changed(before, after)} == names
