"""Git as the memory of people and AI agents who write software together."""

__version__ = "0.1.0"
