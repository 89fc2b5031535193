"""Nominations: who names whom, how much that is worth, and what the returning officer ruled."""
