"""Reading untrusted bytes: in this process, or in a child that has no secrets, no network and little time and memory."""

from monitor.parse.apart import ChildParser
from monitor.parse.inline import InlineParser

__all__ = ["ChildParser", "InlineParser"]
