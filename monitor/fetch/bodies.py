"""Reading an answer's body within bounds: so many bytes on the wire, so many after unpacking, one packing at most."""

import zlib
from collections.abc import AsyncIterator
from io import BytesIO

from monitor.errors import FetchError
from monitor.fetch.exchanges import Exchange

_GZIP_MAGIC = b"\x1f\x8b"
_INFLATED = 1_048_576


async def read_body(exchange: Exchange, host: str, max_bytes: int) -> bytes:
    """The body, unpacked. Raises FetchError when it is too large, packed in a way we did not ask for, or cut short."""
    encoding = _encoding(exchange, host)
    raw = await _capped(exchange.parts(), max_bytes, host)
    # Some publishers pack without saying so; no feed or page begins with these two bytes.
    if encoding in ("gzip", "x-gzip") or (not encoding and raw.startswith(_GZIP_MAGIC)):
        return _unpacked(raw, 31, max_bytes, host)
    if encoding == "deflate":
        return _unpacked(raw, 15 if _has_zlib_header(raw) else -15, max_bytes, host)
    return raw


def _encoding(exchange: Exchange, host: str) -> str:
    named = [name.strip().lower() for name in exchange.headers.get("content-encoding", "").split(",")]
    named = [name for name in named if name not in ("", "identity")]
    if len(named) > 1:
        raise FetchError(f"{host} packed its answer {len(named)} times over: refused")
    if named and named[0] not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(f"{host} packed its answer in a way we did not ask for: {named[0][:20]}")
    return named[0] if named else ""


async def _capped(chunks: AsyncIterator[bytes], max_bytes: int, host: str) -> bytes:
    # Gives its buffer away without a copy: several large answers may come at once.
    body = BytesIO()
    async for chunk in chunks:
        body.write(chunk)
        if body.tell() > max_bytes:
            raise _too_large(host, max_bytes)
    return body.getvalue()


def _has_zlib_header(raw: bytes) -> bool:
    return len(raw) >= 2 and raw[0] & 0x0F == 8 and (raw[0] << 8 | raw[1]) % 31 == 0


def _unpacked(raw: bytes, window: int, max_bytes: int, host: str) -> bytes:
    """Inflates no more than the limit and one byte: a bomb never goes off."""
    body = BytesIO()
    rest = raw
    try:
        while rest:
            inflater = zlib.decompressobj(window)
            body.write(inflater.decompress(rest, _INFLATED))
            while not inflater.eof and body.tell() <= max_bytes:
                piece = inflater.decompress(inflater.unconsumed_tail, _INFLATED)
                if not piece:
                    break
                body.write(piece)
            if body.tell() > max_bytes:
                raise _too_large(host, max_bytes)
            if not inflater.eof:
                raise FetchError(f"the answer of {host} is cut short")
            # A gzip file may be several, one behind the other; anything else behind the end is padding.
            rest = inflater.unused_data if inflater.unused_data.startswith(_GZIP_MAGIC) and window > 15 else b""
    except zlib.error as error:
        raise FetchError(f"the answer of {host} is damaged: it does not unpack") from error
    return body.getvalue()


def _too_large(host: str, max_bytes: int) -> FetchError:
    return FetchError(f"the answer of {host} is larger than {max_bytes:,} bytes")
