"""The receiver "console://": alerts on standard output, with colour on a terminal, plain and parted by a blank line elsewhere."""

import sys
from typing import TextIO

from monitor.errors import SendError
from monitor.notify.message import Message
from monitor.notify.notice import Notice
from monitor.types import Parcel


class ConsoleReceiver:
    """Writes messages to `out`; without it to whatever standard output is at the time."""

    def __init__(self, out: TextIO | None = None) -> None:
        self._out = out

    async def took(self, parcel: Parcel) -> bool | None:  # noqa: ARG002
        """A terminal can't be asked."""
        return None

    async def take(self, told: Notice) -> str | None:
        """Returns when the text is flushed. Raises SendError."""
        message = Message.of(told)
        out = self._out or sys.stdout
        try:
            if out.isatty():
                _print_in_colour(message, out)
            else:
                out.write(_encodable(f"{message.subject}\n{message.body}\n", out))
            out.flush()
        except (OSError, ValueError) as error:
            raise SendError(f"standard output takes no text: {type(error).__name__}") from None
        return None


def _encodable(text: str, out: TextIO) -> str:
    encoding = getattr(out, "encoding", None) or "utf-8"
    return text.encode(encoding, "replace").decode(encoding)


def _print_in_colour(message: Message, out: TextIO) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(file=out, soft_wrap=True, highlight=False, emoji=False, markup=False)
    console.print(Text(_encodable(message.subject, out), style="bold"))
    for line in message.body.splitlines():
        # Text, never markup: brackets in a quotation are not ours to obey.
        console.print(Text.assemble((_encodable(line[:10], out), "dim"), _encodable(line[10:], out)))
    console.print()
