"""What is read in acts, licences, notices and rulings: whom they hit, which goods, what they only recite, and what they end."""

from datetime import UTC, date, datetime, time

import pytest

from monitor.extract import read
from monitor.grammar.ends_told import told_end
from monitor.grammar.goods import goods, goods_of_title, scope_of
from monitor.grammar.known import regime_targets
from monitor.grammar.recitals import enacted_from
from monitor.types import Document, Reading, Status


def official(text: str, title: str = "An Act", day: str = "2026-05-11", issuer: str = "US", **more: object) -> Reading:
    """A text of an authority, published that day."""
    zones = {"EU": "Europe/Brussels", "UK": "Europe/London", "CN": "Asia/Shanghai"}
    zone = zones.get(issuer, "America/New_York")
    published = datetime.combine(date.fromisoformat(day), time(12), UTC)
    facts = {"official": True, "rank": 5, "issuer": issuer, "zone": zone, "day_only": True, **more}
    return read(Document("o", "gazette", "", title, text, published, **facts))  # type: ignore[arg-type]


def told(reading: Reading) -> list[str]:
    return [
        f"{one.kind} {one.due.day} {one.status} {' '.join(one.measure.targets)}".strip() for one in reading.mentions
    ]


def test_the_goods_of_whom_are_hit_beat_the_country_named_in_the_title() -> None:
    text = (
        "Articles of Atlantis buyers aside, articles of Chile shall be subject to a duty of 20 percent. "
        "This duty shall be effective at 12:01 a.m. eastern daylight time on June 1, 2026."
    )
    assert told(official(text, "Threats by the Government of Iran")) == ["effective 2026-06-01 announced CL"]


def test_three_clauses_of_one_act_about_three_goods_are_three_moves() -> None:
    clause = 'The order with respect to {} is amended by deleting "June 1, 2026" and inserting "June 8, 2026" in its place.\n\n'
    reading = official("".join(map(clause.format, ("dairy", "motor vehicles", "wine"))), "Amending Duties on Canada")
    assert [one.measure.products for one in reading.mentions] == [("dairy",), ("motor vehicles",), ("wine",)]
    assert {one.previous.day for one in reading.mentions if one.previous} == {date(2026, 6, 1)}


def test_what_an_act_recites_is_no_deadline_of_its_own_but_names_the_old_end() -> None:
    text = (
        "Whereas:\n\n(1) The suspension of the duties on China ends on 20 May 2026.\n\nHAS ADOPTED THIS REGULATION:\n\n"
        "The customs duties on imports from China are suspended until 20 August 2026."
    )
    (mention,) = official(text, issuer="EU").mentions
    assert (mention.due.day, mention.previous and mention.previous.day) == (date(2026, 8, 20), date(2026, 5, 20))


@pytest.mark.parametrize(
    ("text", "issuer", "expected"),
    [
        ("The duty is levied as from June 1, 2026, for a period of two years.", "CN", "expiry 2028-06-01"),
        ("Period of imposition of the duty: from June 1, 2026 to September 30, 2026.", "CN", "expiry 2026-09-30"),
        ("The duty shall enter into force on the day of its publication.", "EU", "effective 2026-05-11"),
        (
            "Comments on the duty are due 30 days after publication in the Federal Register.",
            "US",
            "comment_close 2026-06-10",
        ),
        ("The duty applies from the 1st day of July, 2026.", "UK", "effective 2026-07-01"),
        (
            "The effective date of the duty is delayed from June 1, 2026, until July 1, 2026.",
            "US",
            "effective 2026-07-01",
        ),
    ],
)
def test_the_wordings_of_gazettes(text: str, issuer: str, expected: str) -> None:
    assert expected in [" ".join(line.split()[:2]) for line in told(official(text, "Duties on Chile", issuer=issuer))]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The tuna quota is open through June 30, 2026.", "Tuna Fishery; Quota Transfer"),
        ("SMITH, John; DOB 1 Feb 1970; Passport 123 expires 3 Nov 2029.", "Sanctions Actions"),
        ("Entries are corrected within 10 days of release of the cargo.", "Additional Duties on Steel"),
        ("I do hereby proclaim June 1 through June 7, 2026, as Importers' Week.", "Trade Week and tariffs"),
    ],
)
def test_dates_of_other_affairs_are_left_alone(text: str, title: str) -> None:
    assert told(official(text, title)) == []


def test_orders_ended_in_one_breath_end_each() -> None:
    text = (
        "The additional duties imposed in Executive Order 14257, as amended; Executive Order 14323; and Executive "
        "Order 14329 shall no longer be in effect."
    )
    ends = {(one.measure.instrument, one.status) for one in official(text, "Ending Tariff Actions").measures}
    assert ends == {(f"EO {number}", Status.REVOKED) for number in (14257, 14323, 14329)}


def test_a_licence_goes_by_its_own_number() -> None:
    text = "All transactions prohibited by Executive Order 14024 are authorized through June 4, 2026."
    (mention,) = official(text, "Russia-related General License 77B").mentions
    assert (mention.measure.instrument, mention.measure.targets) == ("GL 77B", ("RU",))


def test_small_readers() -> None:
    assert goods("certain dairy products and heavy trucks of Canada") == ("dairy products", "heavy trucks")
    assert goods_of_title("Adjusting Imports of Timber, Lumber, and Their Products") == ("timber", "lumber")
    assert goods_of_title("Notice to Steel Users") == ()
    assert scope_of("However, Article 3(2) shall apply from @", 38) == "Article 3(2)"
    assert regime_targets("under Regulation (EU) No 833/2014") == ("RU",)
    assert regime_targets("Regulation 833/2014 and Regulation 765/2006") == ()
    assert enacted_from("It is recited. HAS ADOPTED THIS") == len("It is recited. HAS ADOPTED THIS")
    assert told_end("The court sets it aside: the duties are set aside", "Judgment") is Status.STRUCK_DOWN
    assert told_end("The duty-free exemption shall no longer apply", "Order") is None
    assert told_end("If the orders are terminated, the rest applies", "Order") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "This Regulation shall enter into force on the day following that of its publication. "
            "Article 1 shall apply for a period of six months.",
            {"effective 2026-05-12", "expiry 2026-11-12"},
        ),
        (
            "This Order enters into force on 1 June 2026. The duty stays valid for three years from its entry into force.",
            {"effective 2026-06-01", "expiry 2029-06-01"},
        ),
        (
            "This Regulation shall enter into force on 1 June 2026. Parties may submit comments within 15 days of the date of "
            "entry into force of this Regulation.",
            {"effective 2026-06-01", "comment_close 2026-06-16"},
        ),
    ],
)
def test_a_term_runs_from_the_day_on_which_its_own_act_begins(text: str, expected: set[str]) -> None:
    reading = official(text, "Duty on urea from Chile", issuer="EU")
    assert {f"{one.kind} {one.due.day}" for one in reading.mentions} == expected


def test_a_term_counted_from_another_acts_beginning_is_no_date() -> None:
    text = "The duty shall not apply for a period of 90 days as of the date of entry into force of the next list."
    assert official(text, "Duty on urea from Chile", issuer="EU").mentions == ()


def test_the_year_of_a_span_stands_for_both_its_days() -> None:
    text = "Goods shipped earlier and imported between May 14 and June 13, 2026 are free of the additional tariff."
    (mention,) = official(text, "Additional tariffs on goods from Chile", issuer="CN").mentions
    assert (mention.kind, mention.due.day) == ("in_transit_enter_by", date(2026, 6, 13))


def test_a_paper_of_the_united_nations_means_its_own_council_and_members() -> None:
    text = "The Council decides that Member States shall keep the arms embargo on Somalia until 13 December 2026."
    (mention,) = official(text, "Resolution on the embargo", issuer="UN").mentions
    assert (mention.measure.targets, mention.due.day) == (("SO",), date(2026, 12, 13))
