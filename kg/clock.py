"""The one place that asks for the time: run ledger and logs, never exports."""

from datetime import UTC, datetime


def now() -> str:
    """The time in UTC as ISO text, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
