"""What came of a question put to an electorate (`questions.py`). This file knows the booth and never the roll."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hustings_site.booth.selectors import NoResult
from hustings_site.elections.enums import Majority
from hustings_site.elections.life import entitled_of
from hustings_site.elections.majorities import Tally, verdict
from hustings_site.elections.models import Contest
from hustings_site.elections.papers.votes import marks_on_paper
from hustings_site.elections.tallying import opened


@dataclass(frozen=True, slots=True)
class Figures:
    """What came of a question, in votes; `abstained` voted for neither."""

    entitled: int
    yes: int
    no: int
    abstained: int

    @property
    def voted(self) -> int:
        """Votes in all."""
        return self.yes + self.no + self.abstained


def is_carried(figures: Figures, majority: Majority, quorum_percent: int) -> bool:
    """Whether so many have said yes, and enough have voted: those who abstained count towards the quorum."""
    tally = Tally(figures.yes, figures.no, figures.abstained, figures.entitled)
    return is_quorate(figures, quorum_percent) and verdict(majority, tally).carried


def is_quorate(figures: Figures, quorum_percent: int) -> bool:
    """Whether at least so many per cent of those entitled have voted."""
    return figures.voted * 100 >= quorum_percent * figures.entitled


def figures_of(contest: Contest) -> Figures:
    """What came of a question, on screen and on paper. Raises ValidationError before the ballots are opened."""
    not_yet = ValidationError(_("The ballots of %(vote)s are not opened yet.") % {"vote": contest.election.title})
    if contest.poll is None:
        raise not_yet
    try:
        on_screen = [marks for _answer, marks in opened(contest).marks]
    except NoResult:
        raise not_yet from None
    on_paper = marks_on_paper(contest)
    yes, no, abstained = (screen + paper for screen, paper in zip(on_screen, on_paper, strict=True))
    return Figures(entitled_of(contest), yes, no, abstained)
