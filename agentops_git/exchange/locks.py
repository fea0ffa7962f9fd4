"""What git says of a ref that another process holds."""

LOCKED = b".lock': File exists"
