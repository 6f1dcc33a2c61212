"""Deadline monitor: reads legal deadlines from official sources and news, remembers how they move, alerts in time."""

__version__ = "0.1.0"
