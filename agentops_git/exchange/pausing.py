"""How long to wait before another try."""

import random
import time

_FIRST, _LONGEST = 0.05, 2.0


def pause(attempt: int) -> None:
    """Wait a random time that grows with each attempt (from 0), so that writers part ways."""
    time.sleep(random.uniform(0, min(_LONGEST, _FIRST * 2**attempt)))
