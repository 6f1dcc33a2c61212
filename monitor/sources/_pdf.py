"""The text of a PDF file. **Pure.**"""

from io import BytesIO

from monitor.errors import ParseError
from monitor.sources._text import cleaned

_MOST_PAGES = 80
_LONGEST = 1_000_000


def pdf_text(body: bytes) -> str:
    """Its text, at most of the first 80 pages; a blank line between pages. Raises ParseError for what is no PDF, or only pictures."""
    from pypdf import PdfReader

    if not body.lstrip()[:5].startswith(b"%PDF-"):
        raise ParseError("the file is no PDF")
    try:
        pages = PdfReader(BytesIO(body)).pages
        texts = [pages[number].extract_text() for number in range(min(len(pages), _MOST_PAGES))]
    except Exception as error:  # a damaged file makes pypdf raise whatever its damage leads to
        raise ParseError(f"the PDF cannot be read: {type(error).__name__}") from error
    lines = ("\n".join(line.strip() for line in cleaned(text).split("\n")) for text in texts)
    found = "\n\n".join(text for text in lines if text.strip())[:_LONGEST].strip()
    if not found:
        raise ParseError("the PDF holds no text, only pictures")
    return found
