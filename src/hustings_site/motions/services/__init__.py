"""What is done with motions: each act in one transaction, by somebody, with an entry in the journal."""
