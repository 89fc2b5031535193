"""What is done with a committee: each act in one transaction, by somebody, with an entry in the journal."""
