"""Notes that a rewrite left behind, and notes of other tools."""
