"""Complaints: anybody's word that something is wrong, and the ruling on it."""
