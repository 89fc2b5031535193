"""A candidate's own page: what there is, and what is to be done by when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hustings_site.elections.candidates.enums import PublicField
from hustings_site.elections.candidates.models import CandidateFile, ProofSignature, Statement
from hustings_site.elections.candidates.selectors import Picture, Shown, history_of, picture_of, shown_of
from hustings_site.elections.candidates.services import (
    BEFORE_THE_POLL,
    OUT,
    consents_of,
    newest_statement,
    proof_fingerprint,
)
from hustings_site.elections.candidates.words import Cut, count_words, cut
from hustings_site.elections.enums import Standing
from hustings_site.elections.models import Candidate, StandingChange


@dataclass(frozen=True, slots=True)
class OwnPage:
    """Everything that a candidate finds. `cut`: the statement up to its last word allowed, and the rest."""

    candidate: Candidate
    file: CandidateFile
    statement: Statement | None
    words: int
    cut: Cut
    picture: Picture | None
    consents: Mapping[PublicField, bool]
    shown: Shown
    fingerprint: str
    signature: ProofSignature | None
    history: Sequence[StandingChange]

    @property
    def open(self) -> bool:
        """Whether what is shown can still change: until the list of candidates is published."""
        return self.candidate.contest.state in BEFORE_THE_POLL

    @property
    def waits_for_answer(self) -> bool:
        return self.candidate.standing == Standing.NOMINATED and self.open

    @property
    def stands(self) -> bool:
        """Whether the candidate has accepted and is neither out nor gone."""
        return self.candidate.standing not in {*OUT, Standing.NOMINATED}

    @property
    def signed(self) -> bool:
        """Whether the proof as it stands now is signed."""
        return self.signature is not None and self.signature.sha256 == self.fingerprint

    @property
    def suspension(self) -> StandingChange | None:
        """The suspension in force, if the candidate is suspended."""
        if self.candidate.standing != Standing.SUSPENDED:
            return None
        return [change for change in self.history if change.standing == Standing.SUSPENDED][-1]


def own_page(file: CandidateFile) -> OwnPage:
    """The page of the candidate whose file it is."""
    rows = Candidate.objects.select_related("contest__election__organisation", "member__branch")
    candidate = rows.get(pk=file.candidate_id)
    statement = newest_statement(candidate)
    text = statement.text if statement else ""
    return OwnPage(
        candidate=candidate,
        file=file,
        statement=statement,
        words=count_words(text),
        cut=cut(text, candidate.contest.statement_words),
        picture=picture_of(candidate),
        consents=consents_of(candidate),
        shown=shown_of(candidate),
        fingerprint=proof_fingerprint(candidate),
        signature=candidate.signatures.order_by("at", "pk").last(),
        history=history_of(candidate),
    )
