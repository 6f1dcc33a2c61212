"""Every renderer as a function to the text that a reader gets to see, for tables of tests over all channels."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from html.parser import HTMLParser
from typing import Any

from monitor.notify import notice
from monitor.notify.mail_page import page
from monitor.notify.plain import plain
from monitor.notify.slack_blocks import blocks
from monitor.notify.webhook_body import body
from monitor.types import Parcel


class Page(HTMLParser):
    """Reads a page: visible text, tags, attributes and marked words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.marked: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag not in ("meta", "br"):
            self._open.append(tag)
        if tag in ("dt", "dd", "h1", "h2", "li", "p"):
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "style" in self._open or "title" in self._open:
            return
        if "mark" in self._open:
            self.marked.append(data)
        self.words.append(data)


def read_page(text: str) -> Page:
    page_read = Page()
    page_read.feed(text)
    page_read.close()
    return page_read


def elements(block: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """All leaves of Slack blocks."""
    if block["type"] == "header":
        yield block["text"]
    if "elements" not in block and block["type"] in ("text", "link"):
        yield block
    for part in block.get("elements", ()):
        yield from elements(part)


def slack_words(parcel: Parcel, now: datetime) -> str:
    built = blocks(notice(parcel, now=now))
    return "\n".join("".join(leaf.get("text", leaf.get("url", "")) for leaf in elements(block)) for block in built)


def webhook_words(parcel: Parcel, now: datetime) -> str:
    sent = json.loads(json.dumps(body(notice(parcel, now=now))))
    told = [sent["headline"], "possible repeat" if sent["possible_repeat"] else ""]
    for alert in sent["alerts"]:
        told += [alert["headline"], *(f"{row['label']} {row['text']}" for row in alert["rows"])]
    return "\n".join(told)


def plain_words(parcel: Parcel, now: datetime) -> str:
    told = notice(parcel, now=now)
    return f"{told.headline}\n{plain(told)}"


def page_words(parcel: Parcel, now: datetime) -> str:
    return "".join(read_page(page(notice(parcel, now=now))).words).strip()


RENDERERS: dict[str, Callable[[Parcel, datetime], str]] = {
    "plain text": plain_words,
    "Slack": slack_words,
    "HTML": page_words,
    "webhook": webhook_words,
}
