"""What the layers below write in English is known again, and said in French."""

import re

import pytest

from hustings.analysis.block import ASSUMPTION
from hustings.ballots.formats import read_papers
from hustings.ballots.paper import ApprovalMarks, MarkKind, RankingMarks, ScoreMarks
from hustings.ballots.profile import MarkedPapers, Profile
from hustings.ballots.rankings import RankingList
from hustings.contests.outcome import Arrangements, counted_otherwise, hold_contest
from hustings.contests.withdrawals import Policy, Withdrawal
from hustings.count.constraints import in_words
from hustings.count.contest import Candidate, Constraint, Contest, contest_of
from hustings.count.lots import NO_LOTS, LotNeeded, Purpose, candidate_order
from hustings.count.rulings import (
    closing_gaps,
    equal_preferences_stand,
    marks_within,
    passing_over_faults,
    up_to_the_first_fault,
)
from hustings.report.below import PATTERNS
from hustings.report.names import name_warnings
from hustings.report.narration import lot_needed_told
from hustings.report.table import PARTS
from hustings.report.words import ENGLISH, speaking
from hustings.rules import all_rules, find_rule

CONTEST = Contest(tuple(Candidate(n, n) for n in ("Ash", "Birch", "Cedar")), 1)


def in_french(text: str) -> str:
    """In French, with ordinary spaces to read the tests by."""
    return re.sub("[\u202f\u00a0]", " ", speaking("fr").said(text))


def ruled(how, *levels: tuple[int, ...]) -> str:
    return how(MarkedPapers(RankingMarks(levels), 1), CONTEST).reason


@pytest.mark.parametrize(
    ("reason", "french"),
    [
        (ruled(up_to_the_first_fault, (), (0,)), "numéro 1 absent"),
        (ruled(up_to_the_first_fault, (0, 1)), "1 donné à 2 candidatures"),
        (ruled(up_to_the_first_fault, (0,), (0,)), "lu jusqu’à 1 : 2 donné à une candidature déjà classée"),
        (ruled(passing_over_faults, (0,), (), (1, 2)), "sauté : numéro 2 absent et 3 donné à 2 candidatures"),
        (
            ruled(closing_gaps, (), (0,), (), (0,)),
            "numéro 1 absent, numéro 3 absent et 4 donné à une candidature déjà classée",
        ),
        (ruled(equal_preferences_stand, (0, 1), (2,)), "préférences égales"),
        (up_to_the_first_fault(MarkedPapers(ApprovalMarks((0,)), 1), CONTEST).reason, "pas un classement"),
        (marks_within(MarkedPapers(ScoreMarks((0, 1, 2)), 1), 1).reason, "des notes, pas des croix"),
        (marks_within(MarkedPapers(ApprovalMarks((0, 1)), 1), 1).reason, "2 croix pour 1 permise"),
        (marks_within(MarkedPapers(ApprovalMarks((0, 1, 2)), 1), 2).reason, "3 croix pour 2 permises"),
    ],
)
def test_reason_of_a_ruling(reason, french):
    assert in_french(reason) == french


@pytest.mark.parametrize(
    ("constraint", "french"),
    [
        (Constraint("women", 4, None), "au moins 4 women"),
        (Constraint("north", 0, 2), "au plus 2 north"),
        (Constraint("north", 1, 2), "au moins 1 et au plus 2 north"),
    ],
)
def test_constraint(constraint, french):
    assert in_french(in_words(constraint)) == french


def test_constraints_that_decide_together():
    assert in_french("at least 4 women and at most 2 north") == "au moins 4 women et au plus 2 north"


def test_lots():
    assert in_french(NO_LOTS.source) == "aucun"
    assert in_french(candidate_order(CONTEST).source) == "ordre des candidatures (un essai, pas un tirage au sort)"
    assert in_french("the file lots.toml") == "le fichier lots.toml"


def test_decided_at_an_earlier_point():
    assert (in_french("stage 3"), in_french("stage 3, batch 2")) == ("étape 3", "étape 3, lot 2")


@pytest.mark.parametrize(
    ("purpose", "tied", "question"),
    [
        (Purpose.ELECT, (0, 1), "qui obtient le siège, Ash ou Birch ?"),
        (
            Purpose.EXCLUDE,
            (0, 1, 2),
            "qui est à exclure, Ash, Birch ou Cedar ?",
        ),
        (
            Purpose.TRANSFER,
            (0, 1),
            "quel excédent est transféré en premier, Ash ou Birch ?",
        ),
    ],
)
def test_a_stop_for_a_lot(purpose, tied, question):
    told = lot_needed_told(LotNeeded(CONTEST, tied, purpose, 2, "c"), speaking("fr"))
    question = f"Tirage au sort nécessaire à l’étape 2 (c) : {question}"
    assert re.sub("[\u202f\u00a0]", " ", told).startswith(question + "\nTirez au sort devant témoins, ")


def test_seats_that_stay_vacant_and_counts_held_otherwise():
    profile = Profile(("Ash", "Birch", "Cedar"), MarkKind.RANKING, RankingList([(0,), (1,)], [3, 2]), vacancies=1)
    contest = contest_of(profile)
    gone = (Withdrawal(0, Policy.AS_CAST),)
    arrangements = Arrangements(contest, withdrawals=gone)
    outcome = hold_contest(find_rule("plurality"), profile, arrangements, candidate_order(contest))
    assert [in_french(why) for why in outcome.vacant] == ["Ash a obtenu le siège sans être encore là"]
    otherwise = counted_otherwise(find_rule("plurality"), profile, arrangements, outcome, candidate_order(contest))
    assert [in_french(other.what) for other in otherwise] == [
        "avec les candidatures parties ôtées des bulletins",
        "avec les candidatures parties sautées",
    ]


def test_warnings():
    shared = name_warnings(Contest((Candidate("1", "Ash"), Candidate("2", "Ash")), 1))
    assert [in_french(warning) for warning in shared] == [
        "2 candidatures portent le nom Ash ; un numéro les distingue ici, dans l’ordre de la liste"
    ]


def test_remark_of_a_reader(tmp_path):
    (tmp_path / "ward.csv").write_text("Ash,Birch,voter\n1,2,a\n2,1,b\n")
    (remark, columns) = read_papers(tmp_path / "ward.csv").remarks
    assert {in_french(remark), in_french(columns)} == {
        f"{tmp_path}/ward.csv:1 : la colonne 'voter' n’est pas lue",
        (
            f"{tmp_path}/ward.csv : lu comme csv:candidates : les colonnes sont des candidatures, "
            "les cases le rang donné à chacune (pour des notes, indiquez csv:scores)"
        ),
    }


def test_remarks_of_a_reader_of_blt(tmp_path):
    (tmp_path / "ward.blt").write_text('2 1\n(A1) 1 1 2 0\n0\n"Ash"\n"Birch"\n"Ward 1"\nprinted at noon\n')
    assert [in_french(remark) for remark in read_papers(tmp_path / "ward.blt").remarks] == [
        f"{tmp_path}/ward.blt : les identifiants des bulletins ne sont pas gardés",
        f"{tmp_path}/ward.blt:7 : ce qui suit le titre 'Ward 1' n’est pas lu : 'printed at noon'",
    ]


@pytest.mark.parametrize("text", [*(rule.title for rule in all_rules()), *PARTS, ASSUMPTION])
def test_fixed_text_has_its_french(text):
    assert in_french(text) != text


@pytest.mark.parametrize("pattern", PATTERNS)
def test_pattern_is_known_again(pattern):
    numbers = re.sub(r"\{(number|many|named|most|minimum|maximum|stage|batch)\}", "3", pattern)
    text = re.sub(r"\{\w+\}", "Ash", numbers)
    assert in_french(text) != text


@pytest.mark.parametrize("text", ["", "drawn by A and B, or so", "Elected by lot, and so on", "women"])
def test_what_somebody_else_wrote_stays(text):
    assert speaking("fr").said(text) == text


def test_english_stays_as_it_is():
    assert ENGLISH.said("no 2") == "no 2"
