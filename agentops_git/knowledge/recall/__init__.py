"""What matters for a task: what history can serve, which of it is chosen, and how it is shown."""
