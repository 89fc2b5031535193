"""A count or an analysis as text, HTML, SVG, JSON: all of it read off the transcript."""
