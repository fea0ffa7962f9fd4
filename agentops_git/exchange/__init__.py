"""Exchange of notes with remotes; nothing unpublished is ever lost."""
