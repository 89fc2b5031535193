"""Results: counted here or elsewhere, published for good, explained to everybody."""
