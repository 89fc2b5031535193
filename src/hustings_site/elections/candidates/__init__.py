"""Candidates: accepting, what they publish, how they stand from which day, and their order on the ballot paper."""
