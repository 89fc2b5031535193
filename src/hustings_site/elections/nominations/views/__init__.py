"""Views, one file for each page."""
