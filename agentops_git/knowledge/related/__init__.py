"""Earlier commits that bear on one: by the words they share, their files, time and author."""
