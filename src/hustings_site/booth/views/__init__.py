"""One file for each page or answer."""
