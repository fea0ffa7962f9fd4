"""Setting a repository up, and telling what is set up."""
