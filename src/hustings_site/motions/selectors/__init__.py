"""What is read of motions, in a number of queries that does not grow with them."""
