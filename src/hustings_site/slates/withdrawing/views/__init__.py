"""One file for each page of votes on endorsements."""
