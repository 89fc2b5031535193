"""Views of voting on paper, one file for each page."""
