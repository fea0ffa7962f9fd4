"""The repository's law: policy out of text."""
