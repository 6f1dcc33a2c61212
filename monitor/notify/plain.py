"""A notice as plain text that is complete without colour, pictures or buttons. **Pure.**"""

from collections.abc import Iterator

from monitor.notify.notice import REPEATED, Notice
from monitor.notify.rows import Row


def plain(notice: Notice) -> str:
    """The body, lines parted by "\\n"; the headline is not in it."""
    return "\n".join(_lines(notice)) + "\n"


def row_line(row: Row) -> str:
    """One row, its label padded; marked words stand between asterisks, which no words from outside can hold here."""
    text = row.text
    for start, end in reversed(row.marks):
        text = f"{text[:start]}*{text[start:end]}*{text[end:]}"
    return f"{row.label:<9} {text}".rstrip()


def _lines(notice: Notice) -> Iterator[str]:
    if not notice.lines:
        yield from (row_line(row) for row in notice.sections[0].rows)
        return
    if notice.parcel.repeat:
        yield row_line(Row("Repeat", REPEATED))
    yield from (f"{number:>2}. {line}" for number, line in enumerate(notice.lines, 1))
    if notice.rest:
        yield f"    {notice.rest}"
    for number, section in enumerate(notice.sections, 1):
        yield ""
        yield f"{number}. {section.headline}"
        yield from (row_line(row) for row in section.rows)
