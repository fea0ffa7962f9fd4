"""What stands in files, messages and notes: secrets, leftovers, text that deceives; pure."""
