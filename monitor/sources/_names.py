"""What a feed's elements are called once their namespaces are known: "title", "dc_date", "x" for what is of no interest. **Pure.**"""

from monitor.sources._markup import Element

_PLAIN = frozenset(
    (
        *("", "http://blogs.law.harvard.edu/tech/rss", "http://purl.org/rss/1.0/"),
        *("http://my.netscape.com/rdf/simple/0.9/", "http://example.com/newformat#", "http://example.com/necho"),
        *("http://purl.org/echo/", "uri/of/echo/namespace#", "http://purl.org/pie/", "http://purl.org/atom/ns#"),
        *("http://www.w3.org/2005/atom", "http://purl.org/rss/1.0/modules/rss091#"),
    )
)
"""Namespaces of the feed formats themselves, in lower case."""
_KNOWN = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://example.com/dtds/podcast-1.0.dtd": "itunes",
    "http://search.yahoo.com/mrss": "media",
    "http://search.yahoo.com/mrss/": "media",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/1999/xhtml": "xhtml",
}
_PREFIXES = frozenset(_KNOWN.values())


class Names:
    """The names of one document's elements, each worked out once. `known`: tag to name, so far."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}

    def of(self, element: Element) -> str:
        """The element's name in lower case, with its format's usual prefix."""
        tag: str = element.tag
        name = self.known.get(tag)
        if name is None:
            name = self.known[tag] = _named(tag, element.prefix)
        return name


def _named(tag: str, prefix: str | None) -> str:
    namespace, _, local = tag.rpartition("}")
    space, local = namespace.removeprefix("{").lower(), local.lower()
    if space in _PLAIN or "backend.userland.com/rss" in space:
        return local
    usual = _KNOWN.get(space)
    if usual is None and prefix is None:
        return local
    if usual is None and (prefix or "").lower() in _PREFIXES:
        # Borrowed prefixes are taken for what they look like.
        usual = (prefix or "").lower()
    return f"{usual}_{local}" if usual else "x"
