"""What was done: an append-only log of the acts of an election, each entry sealed by the hash of the one before."""
