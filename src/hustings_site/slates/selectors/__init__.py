"""What is read of groups, alliances and slates."""
