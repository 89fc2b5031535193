"""Members of several bodies counted once, no body seeing another's list. Imports nothing else of Hustings."""
