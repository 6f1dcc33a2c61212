"""A notice as Slack blocks, and as the one line that stands in for them in notifications. **Pure.**

Words from outside go into rich text and plain text, which Slack never parses; only the fallback line is mrkdwn, and escaped.
See https://docs.slack.dev/reference/block-kit/blocks/rich-text-block and
https://docs.slack.dev/messaging/formatting-message-text (escaping).
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from monitor.notify.clean import cut
from monitor.notify.notice import REPEATED, Notice, Section
from monitor.notify.rows import Form, Row

HEADER = 150
"""The most that a header takes."""
BUDGET = 10_000
"""Characters in all blocks: Slack refuses messages much larger than this."""
LONGEST_TEXT = 2_900
LINES_TO_A_BLOCK = 20
_FORMATTING = str.maketrans({"*": "∗", "_": "ˍ", "~": "∼", "`": "'", ":": "꞉", ">": "›"})
_FORMATS = re.compile(r"[*~`]|(?<![^\W_])_|_(?![^\W_])|:(?=[\w+'-]+:)|^\s*>", re.MULTILINE)

Block = dict[str, Any]


def escaped(text: str) -> str:
    """Text for mrkdwn that mentions, links and formats nothing: controls as entities, signs of formatting as their lookalikes."""
    text = _FORMATS.sub(lambda sign: sign[0].translate(_FORMATTING), text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def fallback(notice: Notice) -> str:
    """What notifications and screen readers get: the headline."""
    return escaped(notice.headline)


def blocks(notice: Notice) -> list[Block]:
    """The whole message, at most 50 blocks and about BUDGET characters; what had no room is counted."""
    built = [_header(notice.headline)]
    if not notice.lines:
        return [*built, *_section_blocks(notice.sections[0])]
    if notice.parcel.repeat:
        built.append(_rich([_paragraph([_text(REPEATED)])]))
    for start in range(0, len(notice.lines), LINES_TO_A_BLOCK):
        items = [_paragraph([_text(line)]) for line in notice.lines[start : start + LINES_TO_A_BLOCK]]
        built.append(_rich([{"type": "rich_text_list", "style": "bullet", "elements": items}]))
    if notice.rest:
        built.append(_rich([_paragraph([_text(notice.rest)])]))
    return built + list(_details(notice.sections, BUDGET - sum(map(_length, built))))


def _details(sections: Iterable[Section], room: int) -> Iterator[Block]:
    left = list(sections)
    while left:
        told = [
            {"type": "divider"},
            _rich([_paragraph([_text(left[0].headline, bold=True)])]),
            *_section_blocks(left[0]),
        ]
        room -= sum(map(_length, told))
        if room < 0:
            yield _rich([_paragraph([_text(f"no room for the details of {len(left)} more; see the list above")])])
            return
        yield from told
        left.pop(0)


def _length(block: Block) -> int:
    """The characters that a block holds, its frame included."""
    if "text" in block:
        return len(block["text"]) if isinstance(block["text"], str) else len(block["text"]["text"])
    return 8 + sum(_length(part) for part in block.get("elements", ()))


def _header(headline: str) -> Block:
    return {"type": "header", "text": {"type": "plain_text", "text": cut(headline, HEADER), "emoji": False}}


def _section_blocks(section: Section) -> Iterator[Block]:
    parts: list[Block] = []
    elements: list[Block] = []
    for row in section.rows:
        if row.form is Form.QUOTE:
            parts += [_paragraph(elements)] if elements else []
            parts.append({"type": "rich_text_quote", "elements": list(_marked(row))})
            elements = []
            continue
        if elements:
            elements.append(_text("\n"))
        elements += list(_row(row))
    yield _rich([*parts, _paragraph(elements)])


def _row(row: Row) -> Iterator[Block]:
    if row.label:
        yield _text(row.label, bold=True)
        yield _text("  ")
    if row.form is Form.LINK:
        yield {"type": "link", "url": row.text}
    elif row.form is Form.COMMAND:
        yield {"type": "text", "text": row.text, "style": {"code": True}}
    else:
        yield _text(row.text)


def _marked(row: Row) -> Iterator[Block]:
    at = 0
    for start, end in row.marks:
        if start > at:
            yield _text(row.text[at:start])
        yield _text(row.text[start:end], bold=True)
        at = end
    if at < len(row.text):
        yield _text(row.text[at:])


def _rich(parts: list[Block]) -> Block:
    return {"type": "rich_text", "elements": parts}


def _paragraph(elements: list[Block]) -> Block:
    return {"type": "rich_text_section", "elements": elements}


def _text(text: str, *, bold: bool = False) -> Block:
    element: Block = {"type": "text", "text": cut(text, LONGEST_TEXT)}
    return {**element, "style": {"bold": True}} if bold else element
