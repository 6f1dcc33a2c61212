"""CSS selectors over a page. **Pure.**"""

from functools import lru_cache

from monitor.sources._markup import Element


@lru_cache(maxsize=256)
def _xpath(selector: str) -> str:
    from cssselect import HTMLTranslator, SelectorError

    try:
        return HTMLTranslator().css_to_xpath(selector)
    except SelectorError as error:
        raise ValueError(f"is no CSS selector: {error}") from None


def checked(selector: str) -> str:
    """The selector itself. Raises ValueError, in words for the user, for one that cannot be understood."""
    _xpath(selector)
    return selector


def chosen(element: Element, selector: str) -> list[Element]:
    """The elements that match, the element itself left out, in the order of the page; none for an empty selector."""
    return [] if not selector else [found for found in element.xpath(_xpath(selector)) if found is not element]


def first(element: Element, selector: str) -> Element | None:
    """The first element that matches."""
    return next(iter(chosen(element, selector)), None)
