"""Validation gates: which apply, running them on one exact tree, and the evidence of that."""
