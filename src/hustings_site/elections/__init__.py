"""Elections, their contests and candidates, and the lists that people publish; the returning officer's desk."""
