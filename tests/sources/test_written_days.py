"""Days in words, texts of the Federal Register's printer, and PDF files."""

from datetime import date

import pytest
from reading_fixtures import FOLDERS

from monitor.errors import ParseError
from monitor.sources._days import iso_day, written_day
from monitor.sources._pdf import pdf_text
from monitor.sources._register import plain_text


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("July 29, 2026 - General Licenses", date(2026, 7, 29)),
        ("Posted 3rd August 2026, changed 4 August 2026", date(2026, 8, 3)),
        ("2026-02-28", date(2026, 2, 28)),
        ("Sept. 9 2026", date(2026, 9, 9)),
        ("30 February 2026", None),
        ("07/08/2026", None),
        ("May we 2026", None),
        ("Article 5 2026", None),
        ("", None),
    ],
)
def test_the_first_day_that_is_written_out(text: str, day: date | None) -> None:
    assert written_day(text) == day


@pytest.mark.parametrize("raw", [None, 20260801, "", "2026-08", "2026-02-30", "2026-08-01T00:00:00Z", ["2026-08-01"]])
def test_a_field_that_holds_no_day_gives_none(raw: object) -> None:
    assert iso_day(raw) is None


def test_lines_of_the_printer_are_joined_and_page_marks_taken_out() -> None:
    page = (
        b"<html><body><pre>\nFIRST\n\n    One para-\ngraph goes\n\n[[Page 7]]\n\non &lt;here&gt;.\n"
        b"    Another &amp; last.\n</pre></body></html>"
    )
    assert plain_text(page).split("\n\n") == ["FIRST", "One para-graph goes", "on <here>.", "Another & last."]


@pytest.mark.parametrize("body", [b"<html><body>Request access</body></html>", b"{}", b"[]"])
def test_what_is_no_text_of_the_printer_is_refused(body: bytes) -> None:
    with pytest.raises(ParseError):
        plain_text(body)


PDF = (FOLDERS["us_ofac_recent_actions"] / "part-1.pdf").read_bytes()


def test_a_pdf_gives_its_lines() -> None:
    assert pdf_text(PDF).splitlines()[-1] == "October 29, 2026."


@pytest.mark.parametrize("body", [b"", b"<html>not found</html>", b"%PDF-1.7\n", PDF[:200], PDF.replace(b"Tj", b"xx")])
def test_what_is_no_readable_pdf_is_refused_in_words(body: bytes) -> None:
    with pytest.raises(ParseError, match="PDF"):
        pdf_text(body)
