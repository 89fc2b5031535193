"""What the roll shows and takes in."""
