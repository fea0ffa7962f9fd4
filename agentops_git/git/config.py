"""git's configuration as one mapping."""

from agentops_git.git.process import Git, Stream

Config = dict[str, str]
"""Lower-case section and name (subsections as written) to the value that wins, the last."""


def start_config(git: Git) -> Stream:
    """Begin to read the configuration; ``finish_config`` ends it."""
    return git.stream("config", "--list", "-z")


def finish_config(stream: Stream) -> Config:
    """The configuration; empty where git can't read it."""
    text = b"".join(stream).decode("utf-8", "surrogateescape")
    stream.close()
    pairs = (item.partition("\n") for item in text.split("\0") if item)
    return {key: value if sep else "true" for key, sep, value in pairs}


def read_config(git: Git) -> Config:
    """The configuration as git sees it here."""
    return finish_config(start_config(git))
