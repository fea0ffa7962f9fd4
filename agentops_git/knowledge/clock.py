"""Dates that records state, judged by the clock of the commit that is mined at."""

from datetime import UTC, date, datetime, timedelta

from agentops_git.memory.records import rfc3339


def day_of(seconds: int) -> str:
    """A clock's day in UTC, YYYY-MM-DD."""
    return rfc3339(seconds)[:10]


def end_of(value: str) -> str | None:
    """The day that an ``Expires`` value names; None where it names none."""
    try:
        return date.fromisoformat(value.strip()[:10]).isoformat()
    except ValueError:
        return None


def expired(value: str | None, clock: int) -> bool:
    """Whether the day that an ``Expires`` value names is over."""
    day = end_of(value or "")
    return day is not None and day < day_of(clock)


def days_between(earlier: int, later: int) -> int:
    """Whole days from one clock to another, never below 0."""
    return max(later - earlier, 0) // 86_400


def since(text: str) -> int:
    """A date or date-time in ISO 8601 as Unix seconds, UTC where it names no zone; ValueError."""
    when = datetime.fromisoformat(text.strip())
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return int((when - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(seconds=1))
