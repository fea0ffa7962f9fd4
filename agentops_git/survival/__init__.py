"""What carries records and notes through squash, rewrite and the loss of commits."""
