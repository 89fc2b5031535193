"""A committee as tables: every table's columns, writing them, and reading them back."""
