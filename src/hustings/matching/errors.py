"""What can be wrong with points and answers."""


class MatchingError(ValueError):
    """A point or an answer that cannot be; the message names it and says what to do."""
