"""What a count means: lists and their shares, transfers, the same papers under other rules."""
