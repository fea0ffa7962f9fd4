"""How good the answers are: scores against what people settled (docs/quality.md)."""
