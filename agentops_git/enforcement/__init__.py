"""Which law judges which commits, and the judging of a message file or a range."""
