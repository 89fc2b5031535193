"""What is done with groups, alliances and slates: one transaction each, with its line in the journal."""
