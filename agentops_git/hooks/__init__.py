"""What git calls: one function an event; gather, judge, say, exit code."""
