"""What is wrong with a file of papers, where, and what to do about it."""


class BallotFileError(ValueError):
    """A file that cannot be read as papers: `place` is `file` or `file:line`, the message says what and the cure."""

    def __init__(self, file: str, line: int, what: str, cure: str = "") -> None:
        place = f"{file}:{line}" if line else file
        super().__init__(f"{place}: {what}" + (f"; {cure}" if cure else ""))
        self.file, self.line, self.what, self.cure = file, line, what, cure
