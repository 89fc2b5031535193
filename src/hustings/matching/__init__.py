"""Agreement between answers: a member with a candidate, or two candidates. Imports nothing else of Hustings."""
