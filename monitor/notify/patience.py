"""Runs a blocking send beside the event loop, and stops waiting for it in time."""

import asyncio
import contextlib
import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import TypeVar

from monitor.errors import SendError

T = TypeVar("T")

IDLE_SECONDS = 10.0
"""How long the thread waits for the next call: starting one for each costs more than many a send."""


class PatientThread:
    """At most one blocking call at a time, in a thread that never holds up the end of the process, and ends when it has nothing to do.

    A pool would not do: its threads are joined at exit, and a receiver that drips one byte a second would hold them for ever.
    """

    def __init__(self) -> None:
        self._busy = threading.Event()
        self._calls: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._awake = threading.Lock()
        self._at_work = False

    async def run(self, call: Callable[[], T], seconds: float) -> T:
        """The result of `call()`. Raises what it raises, and SendError when it takes longer than `seconds`."""
        if self._busy.is_set():
            raise SendError("the receiver still holds an earlier message: no answer, and the connection stays open")
        loop = asyncio.get_running_loop()
        outcome: asyncio.Future[T] = loop.create_future()

        def work() -> None:
            try:
                result = call()
            except BaseException as error:
                tell = _teller(outcome, error=error)
            else:
                tell = _teller(outcome, result=result)
            self._busy.clear()
            # The loop may be gone when an abandoned call ends at last.
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(tell)

        self._busy.set()
        self._hand(work)
        try:
            return await asyncio.wait_for(outcome, seconds)
        except TimeoutError:
            raise SendError(f"no answer within {seconds:g} s", unclear=True) from None

    def _hand(self, work: Callable[[], None]) -> None:
        with self._awake:
            self._calls.put(work)
            if not self._at_work:
                threading.Thread(target=self._go_on, name="send", daemon=True).start()
                self._at_work = True

    def _go_on(self) -> None:
        while True:
            try:
                work = self._calls.get(timeout=IDLE_SECONDS)
            except Empty:
                with self._awake:
                    if self._calls.empty():
                        self._at_work = False
                        return
            else:
                work()
                del work  # what was sent is not kept until the next one


def _teller(
    outcome: "asyncio.Future[T]", result: T | None = None, error: BaseException | None = None
) -> Callable[[], None]:
    def tell() -> None:
        if outcome.done():
            return
        if error is not None:
            outcome.set_exception(error)
        else:
            outcome.set_result(result)  # type: ignore[arg-type]

    return tell
