"""Records out of history and notes, and the index that remembers them."""
