"""Rules on what a commit changes: one small module a family, pure."""
