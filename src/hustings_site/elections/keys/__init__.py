"""Who holds the key that opens the ballots, how it was made, and each holder's part in opening them."""
