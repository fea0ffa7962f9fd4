"""Routes: which workflow and which agent fit a task, how surely, and why."""
