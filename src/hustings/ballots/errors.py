"""What is wrong with a file of papers, where, and what to do about it."""

from hustings.ballots.sentences import FaultError, Sentence, say


class BallotFileError(FaultError, ValueError):
    """A file that cannot be read as papers: `place` is `file` or `file:line`, the message says what and the cure."""

    def __init__(self, file: str, line: int, what: Sentence, cure: Sentence) -> None:
        place = f"{file}:{line}" if line else file
        super().__init__(say("{place}: {what}; {cure}", place=place, what=what, cure=cure))
        self.file, self.line, self.what, self.cure = file, line, what, cure
