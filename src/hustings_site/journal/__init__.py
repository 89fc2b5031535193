"""What was done, in an append-only log, each entry sealed by the hash of the one before; what is due and proposed."""
