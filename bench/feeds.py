"""Feed parsing against feedparser's default: megabytes a second, and who agrees on titles, links and dates.

    python bench/feeds.py [--files DIR] [--rounds 3]

Without `--files` it makes feeds in the shapes of the shipped sources (WordPress, BBC, Guardian, gov.uk, EUR-Lex, CNBC, Blogger,
video channels, RDF), five in a hundred of them not well-formed, as in the wild. With `--files` every file below DIR is read.
The last line: mb_s= feedparser_mb_s= ratio= agreement= lost=.
"""

import argparse
import calendar
import random
import time
import warnings
from datetime import UTC, datetime, timedelta
from html import escape
from io import BytesIO
from pathlib import Path

import feedparser

from monitor.errors import ParseError
from monitor.sources import feed
from monitor.sources._markup import plain
from monitor.sources._text import one_line
from monitor.types import Item, Source

WORDS = """
tariff duty notice of the commission on imports from certain origin into customs territory extends until further measures licence
sanctions list general authorises wind down transactions involving steel aluminium semiconductor exporters minister said talks
deadline would take effect unless agreement reached trade council regulation annex quota review period rate
""".split()  # noqa: SIM905
SOURCE = Source("bench", "https://news.example/feed.xml")
START = datetime(2026, 9, 1, 12, tzinfo=UTC)


class Writer:
    """Writes feeds, the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def words(self, count: int) -> str:
        text = " ".join(self.random.choices(WORDS, k=count)).capitalize()
        return text.replace("agreement", "EU–US agreement").replace("minister", "Minister’s") if count > 5 else text

    def paragraphs(self, count: int) -> str:
        link = '<a href="https://news.example/x?a=1&amp;b=2" target="_blank">'
        return "".join(
            f"<p>{self.words(40)} {link}{self.words(4)}</a>, {self.words(30)} &#8220;{self.words(6)}&#8221;.</p>\n"
            for _ in range(count)
        )

    def at(self, place: int) -> datetime:
        return START - timedelta(minutes=37 * place + self.random.randrange(30))

    def rss(self, items: list[str], extra: str = "") -> str:
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom" '
            f'xmlns:media="http://search.yahoo.com/mrss/" {extra}><channel><title>Outlet</title>'
            '<atom:link href="https://news.example/feed.xml" rel="self" type="application/rss+xml"/>'
            f"<link>https://news.example/</link><language>en</language>{''.join(items)}</channel></rss>"
        )

    def wordpress(self) -> str:
        return self.rss(
            [
                f"<item>\n\t\t<title>{self.words(9)} &#038; {self.words(2)}</title>\n\t\t<link>https://news.example/2026/09/{n}/</link>\n"
                f"<dc:creator><![CDATA[Desk]]></dc:creator><pubDate>{self.at(n):%a, %d %b %Y %H:%M:%S} +0000</pubDate>"
                f'<category><![CDATA[Trade]]></category><guid isPermaLink="false">https://news.example/?p={n}</guid>'
                f"<description><![CDATA[<p>{self.words(45)} [&#8230;]</p>\n<p>The post appeared first.</p>]]></description>"
                f"<content:encoded><![CDATA[{self.paragraphs(self.random.randrange(6, 20))}]]></content:encoded></item>"
                for n in range(30)
            ]
        )

    def bbc(self) -> str:
        return self.rss(
            [
                f"<item><title><![CDATA[{self.words(9)}]]></title><description><![CDATA[{self.words(20)}]]></description>"
                f"<link>https://news.example/news/articles/{n}?at_medium=RSS&amp;at_campaign=rss</link>"
                f'<guid isPermaLink="false">https://news.example/{n}#0</guid>'
                f"<pubDate>{self.at(n):%a, %d %b %Y %H:%M:%S} GMT</pubDate>"
                f'<media:thumbnail width="240" height="135" url="https://img.example/{n}.jpg"/></item>'
                for n in range(40)
            ]
        )

    def guardian(self) -> str:
        return self.rss(
            [
                f"<item><title>{self.words(10)}</title><link>https://news.example/world/{n}</link>"
                f"<description>{escape(self.paragraphs(3))}</description><category domain='https://news.example/w'>World</category>"
                f"<pubDate>{self.at(n):%a, %d %b %Y %H:%M:%S} GMT</pubDate><guid>https://news.example/world/{n}</guid>"
                f'<media:content width="140" url="https://img.example/{n}.jpg"><media:credit scheme="urn:ebu">Agency</media:credit>'
                f"</media:content><dc:creator>Writer</dc:creator><dc:date>{self.at(n):%Y-%m-%dT%H:%M:%SZ}</dc:date></item>"
                for n in range(45)
            ]
        )

    def cnbc(self) -> str:
        return self.rss(
            [
                f'<item><link>https://news.example/{n}.html</link><guid isPermaLink="false">{n}</guid>'
                f"<metadata:type>story</metadata:type><metadata:id>{n}</metadata:id><title><![CDATA[{self.words(11)}]]></title>"
                f"<description><![CDATA[{self.words(22)}]]></description>"
                f"<pubDate>{self.at(n):%a, %d %b %Y %H:%M:%S} GMT</pubDate></item>"
                for n in range(30)
            ],
            'xmlns:metadata="http://search.cnbc.com/rss/2.0/modules/siteContentMetadata"',
        )

    def journal(self) -> str:
        return self.rss(
            [
                f"<item><title>CELEX:3{n}: {self.words(60)}</title><link>https://news.example/./legal/?uri=OJ:L_{n}</link>"
                f"<description>{self.words(8)}</description><guid isPermaLink='false'>http://publications.example/3{n}</guid>"
                f"<pubDate>{self.at(n):%a, %d %b %Y %H:%M:%S} +0200</pubDate></item>"
                for n in range(100)
            ]
        )

    def atom(self, entries: list[str]) -> str:
        return (
            '<?xml version="1.0" encoding="UTF-8"?><feed xml:lang="en-GB" xmlns="http://www.w3.org/2005/Atom" '
            'xmlns:media="http://search.yahoo.com/mrss/"><id>tag:x</id><title>Agency</title><updated>2026-09-01T12:00:00Z</updated>'
            f'<link rel="self" href="https://news.example/feed"/>{"".join(entries)}</feed>'
        )

    def gov(self) -> str:
        return self.atom(
            [
                f"<entry><id>https://news.example/gov/{n}#x</id><updated>{self.at(n):%Y-%m-%dT%H:%M:%S}+01:00</updated>"
                f'<link rel="alternate" type="text/html" href="https://news.example/gov/{n}"/><title>{self.words(9)}</title>'
                f'<summary type="html">{self.words(25)}</summary></entry>'
                for n in range(20)
            ]
        )

    def blogger(self) -> str:
        return self.atom(
            [
                f"<entry><id>tag:blog.example,1999:{n}</id><published>{self.at(n):%Y-%m-%dT%H:%M:%S}.001-07:00</published>"
                f"<updated>{self.at(n):%Y-%m-%dT%H:%M:%S}.134-07:00</updated><title type='text'>{self.words(7)}</title>"
                f"<content type='html'>{escape(self.paragraphs(12))}</content>"
                f"<link rel='replies' type='application/atom+xml' href='https://blog.example/{n}/c'/>"
                f"<link rel='alternate' type='text/html' href='https://blog.example/{n}.html' title='x'/>"
                "<author><name>Blogger</name><uri>https://blog.example/me</uri></author></entry>"
                for n in range(25)
            ]
        )

    def video(self) -> str:
        return self.atom(
            [
                f"<entry><id>yt:video:{n}</id><title>{self.words(9)}</title><link rel='alternate' href='https://v.example/w?v={n}'/>"
                f"<published>{self.at(n):%Y-%m-%dT%H:%M:%S}+00:00</published><updated>{self.at(n):%Y-%m-%dT%H:%M:%S}+00:00</updated>"
                f"<media:group><media:title>{self.words(9)}</media:title><media:content url='https://v.example/{n}' type='x'/>"
                f"<media:description>{self.words(120)}</media:description></media:group></entry>"
                for n in range(15)
            ]
        )

    def rdf(self) -> str:
        items = "".join(
            f'<item rdf:about="https://news.example/{n}"><title>{self.words(12)}</title><link>https://news.example/{n}</link>'
            f"<description>{self.words(30)}</description><dc:date>{self.at(n):%Y-%m-%dT%H:%M:%S}+09:00</dc:date></item>"
            for n in range(50)
        )
        return (
            '<?xml version="1.0" encoding="UTF-8"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
            'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>t</title>'
            f"</channel>{items}</rdf:RDF>"
        )

    def feeds(self, count: int) -> list[bytes]:
        shapes = (
            self.wordpress,
            self.bbc,
            self.guardian,
            self.cnbc,
            self.journal,
            self.gov,
            self.blogger,
            self.video,
            self.rdf,
        )
        bodies = [shapes[number % len(shapes)]().encode() for number in range(count)]
        # The commonest faults: an entity that XML does not know, and a bare ampersand.
        return [_broken(body) if number % 20 == 7 else body for number, body in enumerate(bodies)]


def _broken(body: bytes) -> bytes:
    return body.replace(b"</title>", b" &nbsp; R&D</title>", 3)


def seconds(bodies: list[bytes], rounds: int) -> tuple[float, float]:
    """Best CPU seconds over all bodies: ours, then feedparser's default."""
    ours, theirs = [], []
    for number in range(rounds):
        began = time.process_time()
        for body in bodies:
            _items(body)
        ours.append(time.process_time() - began)
        if number < 2:
            began = time.process_time()
            for body in bodies:
                feedparser.parse(BytesIO(body))
            theirs.append(time.process_time() - began)
    return min(ours), min(theirs)


def _items(body: bytes) -> list[Item] | None:
    try:
        return feed.items(body, SOURCE)
    except ParseError:
        return None


def agreement(bodies: list[bytes]) -> tuple[int, int, int]:
    """Entries compared, entries whose title, link and date agree, entries lost."""
    compared = agreed = lost = 0
    for body in bodies:
        theirs = feedparser.parse(BytesIO(body)).entries[:1000]
        ours = _items(body) or []
        lost += max(len(theirs) - len(ours), 0)
        compared += len(theirs)
        agreed += sum(_agree(item, entry) for item, entry in zip(ours, theirs, strict=False))
    return compared, agreed, lost


def _agree(item: Item, entry: feedparser.FeedParserDict) -> bool:
    link = entry.get("link", "")
    stamp = entry.get("published_parsed") if "published" in entry else entry.get("updated_parsed")
    theirs = datetime.fromtimestamp(calendar.timegm(stamp), UTC) if stamp else None
    same_date = item.published == theirs or (item.day_only and theirs and item.published.date() == theirs.date())
    return (
        item.title == one_line(plain(entry.get("title", "")))
        and (item.url == link or not link.startswith("http"))
        and bool(same_date)
    )


def _files(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()]


def main() -> None:
    """Measures and prints."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--files", type=Path)
    given.add_argument("--rounds", type=int, default=3)
    given.add_argument("--feeds", type=int, default=180)
    told = given.parse_args()
    warnings.simplefilter("ignore")
    bodies = _files(told.files) if told.files else Writer(7).feeds(told.feeds)
    size = sum(map(len, bodies)) / 1e6
    ours, theirs = seconds(bodies, told.rounds)
    compared, agreed, lost = agreement(bodies)
    print(
        f"{len(bodies)} feeds, {size:.1f} MB, {compared} entries; ours {ours:.2f} s, feedparser {theirs:.2f} s of CPU"
    )
    print(
        f"mb_s={size / ours:.1f} feedparser_mb_s={size / theirs:.1f} ratio={theirs / ours:.1f} "
        f"agreement={agreed / max(compared, 1):.4f} lost={lost}"
    )


if __name__ == "__main__":
    main()
