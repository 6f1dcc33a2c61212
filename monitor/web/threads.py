"""The threads in which pages ask the database, beside the event loop that talks with browsers."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

THREADS = 4
"""Requests that ask the database at the same time: more of them would only keep each other, and the daemon, waiting."""

_POOL = ThreadPoolExecutor(THREADS, thread_name_prefix="site")


async def in_thread(work: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
    """What the work gives, or raises. A plain pool: the one behind Starlette's own helper costs as much as half a page."""
    return await asyncio.get_running_loop().run_in_executor(_POOL, partial(work, *args, **named))
