"""Fetching over HTTP: politely, within limits, and never from an address that is not public."""

from monitor.fetch.client import HttpFetcher

__all__ = ["HttpFetcher"]
