"""Organisations, their branches and members, electorates and frozen rolls. Knows people, never ballots."""
