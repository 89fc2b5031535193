"""One file for each page of recall."""
