"""Settings and addresses: the one room that knows all the others."""
