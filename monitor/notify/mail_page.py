"""A notice as the HTML part of a mail: one column, no pictures, nothing loaded from anywhere, dark where the reader is. **Pure.**"""

from collections.abc import Iterator
from html import escape

from monitor.notify.notice import REPEATED, Notice, Section
from monitor.notify.rows import Form, Row

_STYLE = """\
:root { color-scheme: light dark; supported-color-schemes: light dark; }
body { margin: 0; padding: 16px; background: #ffffff; color: #1b1f24;
  font: 16px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; }
main { max-width: 640px; margin: 0 auto; }
h1 { font-size: 21px; line-height: 1.3; margin: 0 0 14px; }
h2 { font-size: 17px; line-height: 1.3; margin: 28px 0 8px; padding-top: 16px; border-top: 1px solid #d0d7de; }
dl { margin: 0; }
dt { margin: 12px 0 0; font-size: 13px; font-weight: 600; color: #57606a; }
dd { margin: 0; overflow-wrap: anywhere; }
dd.quiet { font-size: 13px; color: #57606a; }
dd.key { font-size: 19px; font-weight: 600; }
blockquote { margin: 6px 0; padding: 2px 0; padding-inline-start: 12px; border-inline-start: 4px solid #bf8700; }
mark { background: #fff3b0; color: inherit; font-weight: 600; padding: 0 1px; }
code { font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
ol { margin: 0; padding-inline-start: 28px; }
li { margin: 6px 0; overflow-wrap: anywhere; }
a { color: #0550ae; }
@media (prefers-color-scheme: dark) {
  body { background: #16191d; color: #e6e8ea; }
  dt, dd.quiet { color: #a3abb4; }
  h2 { border-color: #3d444d; }
  mark { background: #5c4600; color: #fff3d0; }
  a { color: #79b8ff; }
}
@media print {
  body { padding: 0; background: #ffffff; color: #000000; font-size: 11pt; }
  dt, dd.quiet { color: #333333; }
  h2, dl, blockquote, li { break-inside: avoid; }
  mark { background: none; color: #000000; text-decoration: underline; }
  a { color: #000000; }
}
"""
_KEYS = frozenset({"When"})
_QUIET = frozenset({"Found", "Page", "History", "Archive", "Answer", "Id"})


def page(notice: Notice) -> str:
    """A complete HTML document that repeats the text part."""
    return "\n".join(
        (
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            '<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">',
            f"<title>{escape(notice.headline)}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n<main>",
            f'<h1 dir="auto">{escape(notice.headline)}</h1>',
            *_body(notice),
            "</main>\n</body>\n</html>\n",
        )
    )


def _body(notice: Notice) -> Iterator[str]:
    if not notice.lines:
        yield from _table(notice.sections[0])
        return
    if notice.parcel.repeat:
        yield f"<p>{escape(REPEATED)}</p>"
    yield "<ol>"
    yield from (f'<li dir="auto">{escape(line)}</li>' for line in notice.lines)
    yield "</ol>"
    if notice.rest:
        yield f'<p dir="auto">{escape(notice.rest)}</p>'
    for section in notice.sections:
        yield f'<h2 dir="auto">{escape(section.headline)}</h2>'
        yield from _table(section)


def _table(section: Section) -> Iterator[str]:
    label, first = "", True
    yield "<dl>"
    for row in section.rows:
        if row.label:
            label, first = row.label, True
            yield f"<dt>{escape(row.label)}</dt>"
        yield _cell(row, _kind(label, first))
        first = False
    yield "</dl>"


def _kind(label: str, first: bool) -> str:
    if label in _QUIET:
        return ' class="quiet"'
    return ' class="key"' if first and label in _KEYS else ""


def _cell(row: Row, kind: str) -> str:
    return f'<dd{kind} dir="auto">{_content(row)}</dd>'


def _content(row: Row) -> str:
    if row.form is Form.LINK:
        return f'<a href="{escape(row.text)}" rel="noopener noreferrer">{escape(row.text)}</a>'
    if row.form is Form.COMMAND:
        return f"<code>{escape(row.text)}</code>"
    if row.form is Form.QUOTE:
        return f"<blockquote>{_marked(row)}</blockquote>"
    return escape(row.text)


def _marked(row: Row) -> str:
    """Each mark keeps its own direction: a date in Latin letters would be shuffled by the right-to-left words around it."""
    parts, at = [], 0
    for start, end in row.marks:
        parts += [escape(row.text[at:start]), '<mark dir="auto">', escape(row.text[start:end]), "</mark>"]
        at = end
    return "".join([*parts, escape(row.text[at:])])
