"""The reviewed tables beside the rules: rows that can be read, codes that exist, and what they are good for."""

import re
from itertools import combinations

import pytest

from monitor.grammar.countries import countries
from monitor.grammar.engine import spaced
from monitor.grammar.headings import heading_act, heading_targets
from monitor.grammar.instruments import instrument
from monitor.grammar.known import part_kind, part_targets, regime_targets
from monitor.grammar.places import places
from monitor.grammar.tables import rows
from monitor.types import MeasureKind
from monitor.types.countries import BLOCS, COUNTRIES

WITH_TARGETS = ("acts", "regimes", "regulations", "headings")
NOT_ISO = {"UN", "XK", "EU"}


@pytest.mark.parametrize("table", WITH_TARGETS)
def test_every_target_is_a_country_or_a_bloc(table: str) -> None:
    for row in rows(table):
        assert set(row["targets"].split()) <= {*COUNTRIES, *BLOCS}, row


@pytest.mark.parametrize("table", ["acts", "regulations"])
def test_every_family_is_one_of_ours(table: str) -> None:
    assert {row["kind"] for row in rows(table)} <= set(MeasureKind)


def test_every_act_is_written_as_the_rules_write_it() -> None:
    for row in rows("acts"):
        written = row["act"].replace("EO", "Executive Order")
        assert instrument(written) == row["act"]


def test_every_country_of_the_table_has_one_row_and_a_code_that_exists() -> None:
    codes = [row["code"] for row in rows("countries")]
    assert len(codes) == len(set(codes))
    named = {row["code"] for row in rows("countries") if row["names"] != "-"}
    assert named <= {*COUNTRIES, *BLOCS, *NOT_ISO}


def test_names_are_patterns_that_compile() -> None:
    for columns in countries().values():
        for column in columns:
            re.compile(spaced(column))


def test_rows_of_regulations_do_not_overlap() -> None:
    spans = [(row["title"], range(int(row["first"]), int(row["last"]) + 1)) for row in rows("regulations")]
    assert all(parts for _, parts in spans)
    assert not [
        (one, other) for (title, one), (of, other) in combinations(spans, 2) if title == of and set(one) & set(other)
    ]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("products of Cyprus", ["CY"]),
        ("ships of Saint Lucia and St. Lucia", ["LC", "LC"]),
        ("steel from Antigua and Barbuda", ["AG"]),
        ("nails from Korea", ["KR"]),
        ("the Democratic People's Republic of Korea", ["KP"]),
        ("a firm in New Jersey", []),
        ("made in Puerto Rico", []),
    ],
)
def test_names_come_from_both_tables(words: str, codes: list[str]) -> None:
    assert [place.code for place in places(words)] == codes


@pytest.mark.parametrize(
    ("words", "targets", "act"),
    [
        ("heading 9903.88.03", ("CN",), None),
        ("heading 9903.01.84 shall be modified", ("IN",), "EO 14329"),
        ("headings 9903.01.77-9903.01.83", ("BR",), "EO 14323"),
        ("heading 9903.01.25", ("ALL",), None),
        ("subchapter 9903.94", ("ALL",), None),
        ("headings 9903.01.01 and 9903.01.10", (), None),
        ("heading 9903.99.99", (), None),
    ],
)
def test_headings_tell_whom_they_hit(words: str, targets: tuple[str, ...], act: str | None) -> None:
    assert (heading_targets(words), heading_act(words)) == (targets, act)


@pytest.mark.parametrize(
    ("words", "kind", "targets"),
    [
        ("31 CFR part 587", MeasureKind.SANCTIONS, ("RU",)),
        ("15 CFR 740.27", MeasureKind.EXPORT_CONTROL, ()),
        ("19 CFR part 361", MeasureKind.TARIFF, ()),
        ("31 C.F.R. Part 515", MeasureKind.SANCTIONS, ("CU",)),
        ("40 CFR part 52", None, ()),
        ("31 CFR part 515 and 15 CFR part 746", None, ()),
    ],
)
def test_parts_of_the_code_tell_their_family(words: str, kind: MeasureKind | None, targets: tuple[str, ...]) -> None:
    assert part_kind(words) is kind
    assert part_targets(words) == targets


def test_a_part_names_the_regime_where_no_country_is_named() -> None:
    assert regime_targets("prohibited by 31 CFR part 591 (VSR)") == ("VE",)
