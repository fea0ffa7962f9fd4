"""Files that people edit: atomic writes and marked blocks."""
