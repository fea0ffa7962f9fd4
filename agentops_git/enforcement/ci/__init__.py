"""What a CI event asks to judge: read off the event, fetched, and judged as a ref update."""
