"""Notes: their lines, their refs, reading and writing them without losing one."""
