"""Fetching over HTTP: politely, within limits, and never from an address that is not public. And from mailboxes, over IMAP."""

from monitor.fetch.client import HttpFetcher
from monitor.fetch.mailbox import MailboxFetcher
from monitor.fetch.schemes import fetcher_for

__all__ = ["HttpFetcher", "MailboxFetcher", "fetcher_for"]
