"""The errors this program raises on purpose.

    MonitorError
    ├── UsageError            the command line or a file given to it is wrong           exit 2
    │   └── ConfigError       a configuration file is wrong; carries file:line:column   exit 2
    ├── SourceError           a publisher did not give what was expected                counted, retried
    │   ├── FetchError        no answer, a refusal, too large, too slow
    │   └── ParseError        an answer that is not what the source promises
    │       └── EmptyError    an answer without a single item
    ├── SlotError             somebody else has polled the source in our place          nothing is lost
    ├── ReadError             one document cannot be read; it is quarantined            counted
    ├── StoreError            the database refuses                                      exit 1
    │   ├── NewerSchemaError       the database was written by a newer version               exit 1
    │   └── UndoneError            it has undone all of the transaction, not only what failed
    └── SendError             a receiver did not take an alert; `.permanent` says if a retry can help

**Pure.**
"""

from dataclasses import dataclass
from datetime import timedelta


class MonitorError(Exception):
    """Root of every error raised on purpose; its text is fit to show to a user."""

    exit_code = 1


class UsageError(MonitorError):
    """The command line, or a file named on it, is wrong."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in a file: where it stands, what is wrong and how to mend it. Line and column count from 1; line 0: no file."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place}: {self.message}"


class ConfigError(UsageError):
    """One or more faults in configuration files, each with its file, line and column."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class SourceError(MonitorError):
    """A publisher did not give what was expected; the source is retried later, the others go on."""


class FetchError(SourceError):
    """No usable answer from the network.

    `retry_after`: how long the publisher asks us to wait, when it says so. `status`: the HTTP status, when there was one.
    """

    def __init__(self, message: str, *, status: int | None = None, retry_after: timedelta | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after


class ParseError(SourceError):
    """The answer is not what the source promises (a web page instead of a feed, a feed cut short)."""


class EmptyError(ParseError):
    """The answer is whole and holds nothing: a source that falls silent this way is broken, not quiet."""


class SlotError(MonitorError):
    """The source has been polled in this slot already, by whoever: what a second poll brought is not stored."""


class ReadError(MonitorError):
    """One document cannot be read. It is set aside and counted; the rest goes on."""


class StoreError(MonitorError):
    """The database refuses."""


class NewerSchemaError(StoreError):
    """The database was written by a newer version of this program."""


class UndoneError(StoreError):
    """The database has undone the transaction as a whole, with all that succeeded in it before."""


class SendError(MonitorError):
    """A receiver did not take an alert.

    `permanent`: a retry cannot help (an unknown address, a revoked webhook). `retry_after`: the receiver's own wish.
    `unclear`: it did not answer, and may have taken the alert all the same: the next try is a possible repeat.
    """

    def __init__(
        self, message: str, *, permanent: bool = False, retry_after: timedelta | None = None, unclear: bool = False
    ) -> None:
        super().__init__(message)
        self.permanent = permanent
        self.retry_after = retry_after
        self.unclear = unclear
