"""Why a count cannot start, or cannot go on."""


class CountError(Exception):
    """A count that cannot be held as asked; the message says why and what to change."""
