"""What is read of a committee, in a number of queries that does not grow with it."""
