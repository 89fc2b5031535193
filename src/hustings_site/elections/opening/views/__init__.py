"""One view for each page of the opening of the ballots."""
