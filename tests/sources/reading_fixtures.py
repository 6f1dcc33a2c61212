"""Fixtures in the publishers' exact shapes, and what comes of each: items, the request for the first one's page, document, deadlines.

A folder bears its source's name and holds `feed.*` (the answer), `page.*` (of its first item, where pages are read), `part-N.*` (files
that the page names) and `expected.json`.
"""

from pathlib import Path
from typing import Any

from monitor import extract
from monitor.settings import load_config
from monitor.sources import coded_sources, reader, summary_document
from monitor.types import Document, Item, Reading, Source

HERE = Path(__file__).parent / "fixtures"
CONFIG = Path(__file__).resolve().parents[2] / "config"
FOLDERS = {folder.name: folder for folder in sorted(HERE.iterdir()) if list(folder.glob("feed.*"))}


def source_of(name: str) -> Source:
    known = {source.name: source for source in load_config(CONFIG, {}).sources} | coded_sources()
    return known[name]


def answer_of(name: str) -> bytes:
    (path,) = FOLDERS[name].glob("feed.*")
    return path.read_bytes()


def told(name: str) -> dict[str, Any]:
    """All that is read in a folder, in the form of its expected.json."""
    source = source_of(name)
    read = reader(source.reader)
    items = read.items(answer_of(name), source)
    found: dict[str, Any] = {"items": [_item(item) for item in items]}
    pages = sorted(FOLDERS[name].glob("page.*"))
    if not pages:
        return found | _read(summary_document(items[0], source))
    body = pages[0].read_bytes()
    request = read.page_request(items[0], source)
    found["request"] = [request.url, dict(request.headers)] if request else None
    found["parts"] = [part.url for part in read.parts(items[0], body, source)]
    parts = [path.read_bytes() for path in sorted(FOLDERS[name].glob("part-*"))]
    return found | _read(read.document(items[0], body, source, *parts))


def _item(item: Item) -> dict[str, Any]:
    told = {
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "published": item.published.isoformat() if item.published else None,
        "day_only": item.day_only,
        "text_url": item.text_url,
        "signed": item.signed.isoformat() if item.signed else None,
        "stated": [[day.name, day.day.isoformat()] for day in item.stated],
        "rank": item.rank,
    }
    kept = ("url", "title", "summary", "published")
    return {name: value for name, value in told.items() if name in kept or value not in (None, "", False, [])}


def _read(document: Document) -> dict[str, Any]:
    reading = extract.read(document)
    return {
        "document": {
            "title": document.title,
            "published": document.published.isoformat(),
            "signed": document.signed.isoformat() if document.signed else None,
            "rank": document.rank,
            "stated": [[day.name, day.kind.value, day.day.isoformat()] for day in document.stated],
            "paragraphs": document.text.split("\n\n"),
        },
        "deadlines": [_deadline(reading, number) for number in range(len(reading.mentions))],
    }


def _deadline(reading: Reading, number: int) -> dict[str, Any]:
    mention = reading.mentions[number]
    clock = f" {mention.due.clock:%H:%M}" if mention.due.clock else ""
    told = {
        "date": f"{mention.due.day.isoformat()}{clock}",
        "role": mention.kind.value,
        "measure": mention.measure.kind.value,
        "issuer": mention.measure.issuer,
        "targets": list(mention.measure.targets),
        "rate_percent": mention.measure.rate_percent,
        "warnings": list(mention.warnings),
    }
    return {name: value for name, value in told.items() if value not in (None, [])}
