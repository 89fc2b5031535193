"""The site on which an organisation runs its elections; the first user of the library `hustings`."""
