"""Days counted from the day on which an act was laid before a parliament."""

from datetime import UTC, date, datetime

import pytest

from monitor.extract import read
from monitor.types import Document

START = "These Regulations come into force on the {} the day on which they are laid before {}."


@pytest.mark.parametrize(
    ("head", "start", "day"),
    [
        ("Made\n\n2nd June 2031\n\nLaid before Parliament\n\n6th June 2031", "day after", "2031-06-07"),
        ("Made 2nd June 2031\nLaid before the Scottish Parliament 5th June 2031", "21st day after", "2031-06-26"),
        ("Laid before Senedd Cymru at 4.00 p.m. on 4th June 2031", "day after", "2031-06-05"),
        ("Made\n\n2nd June 2031", "day after", "2031-06-03"),
    ],
    ids=["on the next line", "on its line", "with an hour", "not told: the day of making"],
)
def test_a_start_is_counted_from_the_laying(head: str, start: str, day: str) -> None:
    document = Document(
        id="t",
        title="The Sanctions (Northland) Regulations 2031",
        text=f"{head}\n\n{START.format(start, 'Parliament')}",
        published=datetime(2031, 6, 6, 12, tzinfo=UTC),
        signed=date(2031, 6, 2),
        source="s",
        url="",
        official=True,
        issuer="UK",
    )
    assert [str(one.due.day) for one in read(document).mentions] == [day]
