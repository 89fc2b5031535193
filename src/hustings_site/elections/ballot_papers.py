"""What a contest asks on the ballot paper, on screen as on paper: the question of its board, and how to answer it."""

from django.utils.translation import gettext as _

from hustings.ballots.packed import FEWEST
from hustings.ballots.paper import MarkKind
from hustings.belenios.v1.papers import ranking_question
from hustings.belenios.v1.questions import Homomorphic, Question
from hustings.contests.ballot_order import drawn_order
from hustings_site.booth.enums import PaperKind
from hustings_site.elections.beside import printed_with
from hustings_site.elections.enums import ElectionKind, Majority, Printed, Standing
from hustings_site.elections.majorities import sentence
from hustings_site.elections.marking import marks_of
from hustings_site.elections.models import Contest
from hustings_site.elections.selectors import lists_of
from hustings_site.elections.stopping import stopping_sentences

_GONE = (Standing.WITHDRAWN, Standing.SUSPENDED, Standing.DIED, Standing.REPLACED)


def question_of(contest: Contest) -> Question:
    """The question of a contest's board, its answers in the order of the ballot paper.

    A rule that ranks asks for a ranking, another for as many marks as there are vacancies; a motion for one answer.
    """
    names = [candidate.printed_name for candidate in contest.candidates.on_the_paper()]
    if contest.election.kind == ElectionKind.MOTION:
        return Homomorphic(contest.title, tuple(names), 1, 1)
    if marks_of(contest) is MarkKind.RANKING:
        return ranking_question(contest.title, names, contest.vacancies)
    return Homomorphic(contest.title, tuple(names), 0, contest.vacancies)


def kind_of(contest: Contest) -> PaperKind:
    """How the voter's page asks."""
    if contest.election.kind == ElectionKind.MOTION:
        return PaperKind.YES_NO
    if marks_of(contest) is MarkKind.RANKING:
        return PaperKind.PACKED if contest.candidates.on_the_paper().count() >= FEWEST else PaperKind.RANKING
    return PaperKind.MARKS


def instructions_of(contest: Contest) -> str:
    """How to vote, by the contest's rule, what stopping early or going on can do, and what is printed with a question,
    in a few sentences."""
    return " ".join([_how_to_vote(contest), *stopping_sentences(contest), *printed_with(contest)])


def _how_to_vote(contest: Contest) -> str:
    kind = kind_of(contest)
    if kind == PaperKind.YES_NO:
        text = [contest.motion] if contest.motion != contest.title else []
        majority = [sentence(Majority(contest.majority))] if contest.majority else []
        return " ".join([*filter(None, text), _("Choose one answer."), *majority])
    if kind == PaperKind.MARKS:
        return _("Choose at most %(vacancies)d. You may choose fewer.") % {"vacancies": contest.vacancies}
    return _("Number candidates in the order in which you prefer them, from 1. You may stop when you like.")


def printed_beside(contest: Contest) -> list[str]:
    """What stands beside each name, in ballot order: nothing, or the registered lists that name the candidate."""
    candidates = list(contest.candidates.on_the_paper())
    if contest.printed != Printed.LIST:
        return [""] * len(candidates)
    named: dict[int, list[str]] = {}
    for each in lists_of(contest):
        for place in each.places.all():
            named.setdefault(place.candidate_id, []).append(each.name)
    return [", ".join(named.get(candidate.pk, [])) for candidate in candidates]


def starts_of(contest: Contest) -> list[dict[str, object]]:
    """Published lists from which a voter may begin, all of them, in an order drawn with the ballot paper's seed.

    In a supporters' poll alone, where its rules had the lists copied (`slates.polls`): a booth of an election never
    shows anybody's list as an order to be taken over.
    """
    if contest.election.kind != ElectionKind.SUPPORTERS or marks_of(contest) is not MarkKind.RANKING:
        return []
    place = {candidate.pk: n for n, candidate in enumerate(contest.candidates.on_the_paper())}
    lists = {f"{each.name} ({each.publisher})": each for each in lists_of(contest)}
    return [
        {"name": drawn.name, "order": [place[each.candidate_id] for each in lists[drawn.name].places.all()]}
        for drawn in drawn_order(lists, contest.order_seed)
    ]


def notes_of(contest: Contest) -> list[str]:
    """What a voter has to know of each candidate, in ballot order: who withdrew, was suspended or died."""
    return [
        candidate.get_standing_display() if candidate.standing in _GONE else ""
        for candidate in contest.candidates.on_the_paper()
    ]
