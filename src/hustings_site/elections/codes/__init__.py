"""Voting codes: to whom they went, by which channel and when; never what was done with them."""
