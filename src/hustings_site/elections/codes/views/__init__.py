"""Views of the code office, one file for each page."""
