"""How a process that runs for months treats its memory: the C library's, and the collector's."""

import contextlib
import ctypes
import gc

_TRIM_ABOVE, _MAPPED_ABOVE, _MOST_ARENAS = -1, -3, -8


def give_back() -> None:
    """From here on memory of large bodies goes back to the system as soon as they are let go of, in this process, for good.

    Left alone, glibc keeps ever larger pieces after the first large one, and does so for each thread.
    """
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None)
        for setting, value in ((_MAPPED_ABOVE, 262_144), (_TRIM_ABOVE, 1_048_576), (_MOST_ARENAS, 2)):
            libc.mallopt(setting, value)


def keep_what_is_loaded() -> None:
    """What is loaded by now stays: the collector does not look through it over and over, a tenth of a second each time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 50)
