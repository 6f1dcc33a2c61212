"""The heading of a column says what the dates below it are for."""

from datetime import UTC, datetime

import pytest

from monitor.extract import read
from monitor.grammar.columns import heading_of, tables
from monitor.types import Document

DUTIES = (
    "Duties on dumped goods and the days on which they run out.\n"
    "Goods | Expiry date | Notice of review |\n"
    "---|---|---|\n"
    "Bicycles | March 3, 2032 | January 9, 2032 |\n"
    "Steel rope | May 8, 2033 | April 2, 2033 |\n"
    "\n"
    "The office answers questions until June 1, 2032.\n"
)
TARIFFS = "| Tariff list | Effective date |\n\n| Copper tubes | 1 July 2032 |\n\n| Tin | 9 August 2032 |\n"
COMMENTS = "Investigation of import duties | Comments due\nGarlic | 2 May 2032\nPaper | 4 May 2032\n"


def _told(text: str) -> list[tuple[str, str]]:
    document = Document(
        id="t",
        title="Anti-dumping duties in force",
        text=text,
        published=datetime(2031, 11, 3, 12, tzinfo=UTC),
        source="s",
        url="",
        official=True,
        issuer="CA",
    )
    return [(str(one.due.day), str(one.kind)) for one in read(document).mentions]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (DUTIES, [("2032-03-03", "expiry"), ("2033-05-08", "expiry")]),
        (TARIFFS, [("2032-07-01", "effective"), ("2032-08-09", "effective")]),
        (COMMENTS, [("2032-05-02", "comment_close"), ("2032-05-04", "comment_close")]),
    ],
    ids=["ends of duties beside dates of notices", "rows set apart by blank lines", "without bars at the ends"],
)
def test_each_row_is_a_deadline_of_its_column(text: str, rows: list[tuple[str, str]]) -> None:
    assert _told(text) == rows


@pytest.mark.parametrize(
    "text",
    [
        "Goods | Expiry date\nTin | none\n\nThe fair opens on March 3, 2032.",
        "March 3, 2032 | Tin",
        "Goods | Date of decision\nTin | March 3, 2032",
        "No bars, only March 3, 2032.",
    ],
    ids=["below the table", "no headings", "a heading that tells of the past", "no table"],
)
def test_no_heading_is_given_to_what_stands_elsewhere(text: str) -> None:
    assert heading_of(text, tables(text), text.index("March")) == ""
