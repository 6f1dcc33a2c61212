"""Serves every trick at an address of its own beside fifty healthy feeds; prints its port, then each visit to a healthy feed.

    python hostile_server.py

Healthy feed N stands at 127.1.0.N, trick N at 127.2.0.N, both counted from 1.
"""

import asyncio
import contextlib
import time

from hostile import GOOD, TRICKS, feed

HEALTHY = 50


async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        _, kind, _, number = writer.get_extra_info("sockname")[0].split(".")
        if kind == "1":
            print(f"{time.monotonic():.3f} {number}", flush=True)
            await feed(GOOD.replace(b"An entry", f"Entry of {number}".encode()), 'ETag: "1"')(head.split()[1], writer)
        else:
            await TRICKS[int(number) - 1].play(head.split()[1], writer)
        await writer.drain()
    writer.close()


async def main() -> None:
    server = await asyncio.start_server(answer, "0.0.0.0", 0, backlog=500)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
