"""One view for each page of the key of an election."""
