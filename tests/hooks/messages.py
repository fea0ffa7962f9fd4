"""Messages that the hook tests share."""

BAD = "fix bug\n"
GOOD = """\
fix(parser): reject empty values

Intent: fail loudly on a config that cannot work
Context: three support cases this week ended at an empty DB_URL
Solution: parse_config() rejects empty strings and names the key
Learning: validate that a value is usable, not only that it is present
Impact: no silent starts any more
"""
SCATTERED = (
    "fix(a): b the c",
    "Intent: make the b of c work again",
    "Context: users reported that b broke c on Mondays",
    "Solution: the schedule is read again before each use",
    "Learning: check the weekday before trusting a cached schedule",
    "Impact: no report since",
)
