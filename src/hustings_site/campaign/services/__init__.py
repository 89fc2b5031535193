"""One verb a function: each writes what it does and its entry in the journal in one transaction."""
