"""What can be wrong with a list or an answer."""


class OverlapError(ValueError):
    """A file that cannot be used; the message names the place and the cure."""
