"""What professionals write in a watch: authorities, programmes, instruments, tariff codes, products; and how alerts then travel."""

from dataclasses import replace
from datetime import time

import pytest
from policy_timeline import FOUR_HOURS, a_deadline, a_watch, instant

from monitor.policy import change_alerts, matches, naming, reminders
from monitor.policy.codes import code_found
from monitor.policy.instruments import cites
from monitor.types import (
    Change,
    ChangeReason,
    Deadline,
    Digest,
    Measure,
    MeasureKind,
    QuietHours,
    Urgency,
)

LICENCE = Measure(MeasureKind.LICENCE, "US", ("RU",), instrument="GL 124D")
EU_SANCTIONS = Measure(MeasureKind.SANCTIONS, "EU", ("RU",), instrument="Regulation 833/2014")
TARIFF = Measure(MeasureKind.TARIFF, "US", ("CN",), authority="section 301")


def saying(quote: str = "", measure: Measure = TARIFF, source: str = "gazette", title: str = "") -> Deadline:
    deadline = a_deadline(measure=measure)
    return replace(deadline, evidence=replace(deadline.evidence, quote=quote, title=title, source=source))


@pytest.mark.parametrize(
    ("wants", "deadline", "reason"),
    [
        ({"authorities": ("USTR",)}, saying(), "authority USTR acts under section 301"),
        ({"authorities": ("CBP", "USTR")}, saying("CBP will collect"), "authority CBP named 'CBP'"),
        ({"authorities": ("cbp",)}, saying("Customs and\nBorder Protection"), "authority cbp named 'Customs and Border Protection'"),
        ({"authorities": ("OFAC",)}, saying(measure=LICENCE), "authority OFAC issues GL 124D"),
        ({"authorities": ("EU-Council",)}, saying(measure=EU_SANCTIONS), "authority EU-Council imposes sanctions for EU"),
        ({"authorities": ("OFSI",)}, saying(source="uk_ofsi"), "authority OFSI published by uk_ofsi"),
        ({"authorities": ("Port of Rotterdam",)}, saying("the port of Rotterdam"), "authority Port of Rotterdam named 'port of Rotterdam'"),
        ({"programmes": ("Section 301",)}, saying(), "programme Section 301 is the power used"),
        ({"programmes": ("AECA",)}, saying("the Arms Export Control Act"), "programme AECA named 'Arms Export Control Act'"),
        ({"programmes": ("russia",)}, saying(measure=EU_SANCTIONS), "programme russia has 833/2014"),
        ({"programmes": ("Russia",)}, saying(measure=LICENCE), "programme Russia is licence on RU"),
        ({"instruments": ("GL 124",)}, saying(measure=LICENCE), "instrument 'GL 124'"),
        ({"codes": ("8703.10",)}, saying("articles of heading 8703.10.20"), "code 8703.10 (the words say 8703.10.20)"),
        ({"products": ("car",)}, saying("on imported cars"), "product 'car'"),
        ({"products": ("gems",), "authorities": ("USTR",)}, saying("gems"), "authority USTR acts under section 301; product 'gems'"),
    ],
)  # fmt: skip
def test_a_criterion_is_met_and_says_by_what(wants: dict[str, object], deadline: Deadline, reason: str) -> None:
    match = matches(a_watch(**wants), deadline)
    assert (match.asked, match.reason) == (True, reason)


@pytest.mark.parametrize(
    ("wants", "deadline", "reason"),
    [
        ({"authorities": ("OFAC", "BIS")}, saying("pas bis repetita"), "no authority of ['OFAC', 'BIS'] is behind it"),
        ({"authorities": ("State",)}, saying("each Member State"), "no authority of ['State'] is behind it"),
        ({"authorities": ("OFAC",)}, saying(measure=EU_SANCTIONS), "no authority of ['OFAC'] is behind it"),
        ({"programmes": ("Russia",)}, saying("wheat from Russia"), "no programme of ['Russia'] has to do with it"),
        ({"instruments": ("GL 12",)}, saying(measure=LICENCE), "no instrument of ['GL 12'] in the words"),
        ({"codes": ("0407",)}, saying("4070 tonnes"), "no code of ['0407'] in the words"),
        ({"products": ("car",)}, saying("a carpet"), "no product of ['car'] in the words"),
    ],
)
def test_a_criterion_refuses_in_words(wants: dict[str, object], deadline: Deadline, reason: str) -> None:
    match = matches(a_watch(**wants), deadline)
    assert (match.asked, match.reason) == (False, reason)


@pytest.mark.parametrize(
    ("prefix", "text", "written"),
    [
        ("8703.10", "subheading 8703.10.20", "8703.10.20"),
        ("8703.10", "CN code 870310", "870310"),
        ("8703.10", "CN code 8703 10 19", "8703 10 19"),
        ("870310", "the HTS number 8703.10.2030", "8703.10.2030"),
        ("0407", "eggs of 0407.21", "0407.21"),
        ("0407", "eggs (0407)", "0407"),
        ("72", "iron and steel of chapters 72 and 73", "chapter 72"),
        ("73", "iron and steel of chapters 72 and 73", "chapter 73"),
        ("7208", "chapter 72 of the HTS", "chapter 72"),
        ("8703.10", "all goods of heading 8703", "8703"),
        ("2005", "vegetables of heading 2005", "2005"),
        ("2008", "headings 2005, 2007 and 2008", "2008"),
        ("7208", "heading 7208, as amended", "7208"),
    ],
)
def test_a_code_is_found_by_its_digits_at_any_depth(prefix: str, text: str, written: str) -> None:
    assert code_found(prefix, (), text) == written


@pytest.mark.parametrize(
    ("prefix", "text"),
    [
        ("0407", "heading 407.21"),
        ("8703.10", "heading 8703.20"),
        ("2005", "since 2005, under the HTS"),
        ("2026", "on 2026.12.01 the HTS changes"),
        ("7208", "7208 tonnes a year"),
        ("7208", "a quota of 7208 under tariff rules"),
        ("7208", "HTS 17208"),
        ("5000", "5000 tonnes of HTS 7208"),
        ("1234", "USD 1234.56"),
        ("7208", "USD 7,208 under HTS"),
        ("7208", "docket USTR-7208"),
        ("25", "a tariff of 25%"),
        ("25", "heading 8703.25"),
    ],
)
def test_other_numbers_are_no_codes(prefix: str, text: str) -> None:
    assert code_found(prefix, (), text) is None


def test_a_bare_heading_among_the_goods_is_a_code() -> None:
    assert code_found("7208", ("flat steel 7208",), "") == "7208"


@pytest.mark.parametrize(
    ("instrument", "text"),
    [
        ("EO 14257", "Executive Order 14257, as amended"),
        ("EO 14257", "E.O. 14257"),
        ("Executive Order No. 14257", "EO 14257"),
        ("EO 14257", "Executive Orders 14193, 14194, and 14257"),
        ("GL 124", "General License 124D"),
        ("GL 124D", "Russia-related GL 124F"),
        ("GL 8", "general licences 13 and 8K"),
        ("833/2014", "Council Regulation (EU) No 833/2014"),
        ("Regulation (EU) No 833/2014", "Article 5 of 833/2014"),
        ("2014/145", "Decision 2014/145/CFSP"),
        ("Proclamation 9704", "Proclamation No. 9704"),
        ("resolution 2231", "Resolutions 1737 (2006) and 2231 (2015)"),
        ("INT/2026/1234567", "licence INT/2026/1234567"),
        ("SI 2019/855", "the instrument SI  2019/855"),
    ],
)
def test_an_instrument_is_found_by_its_root(instrument: str, text: str) -> None:
    assert cites(text, instrument)


@pytest.mark.parametrize(
    ("instrument", "text"),
    [
        ("GL 12", "GL 124"),
        ("GL 12", "GL 5 expires on 12 March"),
        ("EO 14257", "Proclamation 14257"),
        ("EO 1425", "EO 14257"),
        ("833/2014", "1833/2014"),
        ("833/2014", "833/20145"),
        ("14257", "114257"),
    ],
)
def test_another_number_is_another_instrument(instrument: str, text: str) -> None:
    assert not cites(text, instrument)


def test_the_tables_name_each_thing_once_and_only_known_families() -> None:
    for table in ("authorities", "programmes"):
        rows = list(dict.fromkeys(naming._by_name(table).values()))
        written = [name.casefold() for row in rows for name in (row.name, *row.also)]
        assert len(written) == len(set(written)), table
        assert {kind for row in rows for kind in row.kinds} <= {kind.value for kind in MeasureKind}
    assert {"USTR", "BIS", "CBP", "OFAC", "EU-Council", "OFSI"} <= set(naming.authorities())


NIGHT = QuietHours(time(20), time(7))
MORNING = Digest((time(8, 30),), (0, 1, 2, 3, 4))


@pytest.mark.parametrize(
    ("first", "second", "urgency", "quiet", "digest"),
    [
        ({}, {}, Urgency.NORMAL, None, None),
        ({"urgency": Urgency.CRITICAL}, {}, Urgency.CRITICAL, None, None),
        ({"quiet": NIGHT, "digest": MORNING}, {"quiet": NIGHT, "digest": MORNING}, Urgency.NORMAL, NIGHT, MORNING),
        ({"quiet": NIGHT, "digest": MORNING}, {"quiet": NIGHT}, Urgency.NORMAL, NIGHT, None),
        ({}, {"quiet": NIGHT, "digest": MORNING}, Urgency.NORMAL, None, None),
        ({"quiet": NIGHT}, {"quiet": NIGHT, "zone": "Asia/Tokyo"}, Urgency.NORMAL, None, None),
    ],
)
def test_the_most_urgent_watch_wins_and_waiting_needs_that_all_agree(first, second, urgency, quiet, digest) -> None:
    deadline = a_deadline()
    watches = (a_watch("A", language="fr", **first), a_watch("B", **second))
    change = Change(ChangeReason.NEW, deadline, None, deadline.learnt_at)
    told = change_alerts(change, watches, deadline.learnt_at)
    due = reminders(deadline, watches, FOUR_HOURS.before(deadline.due)).alerts
    for alert in (*told, *due):
        assert (alert.urgency, alert.quiet, alert.digest, alert.language) == (urgency, quiet, digest, "fr")
    assert len(told) == len(due) == 1


def test_a_reminder_takes_its_manner_from_the_watches_with_that_rung() -> None:
    watches = (a_watch("A", leads=()), a_watch("B", urgency=Urgency.CRITICAL, quiet=NIGHT))
    (alert,) = reminders(a_deadline(), watches, instant("2026-08-18 20:05")).alerts
    assert (alert.urgency, alert.quiet) == (Urgency.CRITICAL, NIGHT)
