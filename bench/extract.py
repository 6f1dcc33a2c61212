"""How fast documents are read, on one core: whole orders, news passages one by one, and one line of a megabyte; dateparser beside it.

Needs the labelled material at DEADLINE_CORPUS. The last line is for programs: `news_mb_s=… orders_mb_s=… dateparser_ratio=… line_1mb_s=…`;
the ratio is our speed on news over dateparser's search in the same passages. A MB is a million bytes of UTF-8.
"""

import os
import statistics
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from monitor import extract
from monitor.cli.documents import documents
from monitor.types import Document

ROUNDS = 5
REPEATS = 20
"""So many times the news passages are read in one round."""
SAMPLE = 8
"""News passages that dateparser searches."""
LINE = "The 25% tariff on steel from Brazil takes effect on August 7, 2025, unless a deal is reached before "


def seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median CPU seconds of one round; the first, which warms up, does not count."""
    spent = []
    for _ in range(rounds + 1):
        started = time.process_time()
        work()
        spent.append(time.process_time() - started)
    return statistics.median(spent[1:])


def megabytes(read: Sequence[Document]) -> float:
    """The size of the texts and titles."""
    return sum(len(document.text.encode()) + len(document.title.encode()) for document in read) / 1e6


def told(name: str, read: Sequence[Document], spent: float) -> float:
    """Prints a figure and gives MB/s."""
    speed = megabytes(read) / spent
    print(
        f"{name:10}{speed:8.2f} MB/s {len(read) / spent:9.0f} documents/s   {len(read)} documents, {megabytes(read):.2f} MB"
    )
    return speed


def varied(document: Document, number: int) -> Document:
    """The passage with a word of its own in every sentence, so that nothing remembered of another copy helps."""
    word = "".join(chr(ord("a") + int(digit)) for digit in str(number))
    return replace(
        document, title=f"{document.title} q{word}", text=document.text.replace(". ", f" q{word}. ") + f" q{word}"
    )


def readings(of: Sequence[Document]) -> Callable[[], object]:
    """Reads every document."""
    return lambda: [extract.read(document) for document in of]


def dateparser_speed(news: Sequence[Document]) -> float:
    """MB/s of dateparser on the first passages, in English, with their day to count from."""
    from dateparser.search import search_dates

    def search() -> None:
        for document in news:
            base = {"RELATIVE_BASE": document.published.replace(tzinfo=None)}
            search_dates(f"{document.title}\n{document.text}", languages=["en"], settings=base)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return told("dateparser", news, seconds(search, 3))


def main() -> None:
    """Prints a figure a line, the summary last; exits 2 where the material is missing."""
    corpus = Path(os.environ.get("DEADLINE_CORPUS", "../shared/corpus"))
    if not corpus.is_dir():
        sys.exit("DEADLINE_CORPUS names no folder: the labelled material is needed")
    passages = [one for one in documents([corpus / "news.docs.jsonl"], None) if isinstance(one, Document)]
    orders = [one for one in documents(sorted((corpus / "whitehouse").glob("*.md")), None) if isinstance(one, Document)]
    news = [varied(one, number) for number in range(REPEATS) for one in passages]
    line = Document(
        "line", "bench", "", "", (LINE * 11_000)[:1_000_000], datetime(2025, 8, 1, 12, tzinfo=UTC), official=False
    )
    news_speed = told("news", news, seconds(readings(news)))
    orders_speed = told("orders", orders, seconds(readings(orders)))
    line_spent = seconds(readings([line]), 3)
    told("one line", [line], line_spent)
    ratio = news_speed / dateparser_speed(passages[:SAMPLE])
    print(
        f"news_mb_s={news_speed:.2f} orders_mb_s={orders_speed:.2f} "
        f"dateparser_ratio={ratio:.0f} line_1mb_s={line_spent:.2f}"
    )


if __name__ == "__main__":
    main()
