"""What is wrong with a file or a count, in the reader's language: place, fault and cure."""

from dataclasses import replace

import pytest

from hustings.ballots.files import PaperFile
from hustings.ballots.formats import read_papers, write_papers
from hustings.ballots.paper import CandidateId, MarkKind, RankingMarks
from hustings.ballots.profile import MarkedPapers, Profile
from hustings.ballots.sentences import FaultError, say, say_many, sentence_kept
from hustings.contests.contest_file import read_contest
from hustings.contests.lots_file import read_lots
from hustings.contests.outcome import Arrangements, hold_contest
from hustings.contests.vacancies import most_first_preferences, next_runner_up
from hustings.count.contest import Candidate, Constraint, Contest, contest_of
from hustings.report.words import ENGLISH, speaking
from hustings.rules import find_rule, hold_count

PROFILE = Profile(("Ash", "Birch", "Cedar"), MarkKind.RANKING, vacancies=2)


def told(raised: pytest.ExceptionInfo[FaultError]) -> str:
    """The fault in French after it was kept, the spaces that do not break shown as plain ones."""
    said = sentence_kept(raised.value.said.kept())
    assert ENGLISH.told(said) == str(raised.value)
    return speaking("fr").told(said).replace("\u202f", " ").replace("\u00a0", " ")


BLT = {
    "3 2\n5 1 9 0\n0\n": (
        "ward.blt:2 : la candidature 9 n’existe pas (ce fichier en compte 3)",
        "corrigez ce numéro, ou la liste",
    ),
    "3 2\n5 1 x 0\n0\n": (
        "ward.blt:2 : 'x' n’est pas le numéro d’une candidature",
        "les candidatures sont désignées par leur numéro",
    ),
    '3 2\n0\n"Ash"\n': (
        "ward.blt:3 : 3 candidatures, mais nombre de noms : 1",
        "nommez chaque candidature après la ligne 0",
    ),
    "1 2\n0\n": (
        "ward.blt:2 : 1 candidature, mais nombre de noms : 0",
        "nommez chaque candidature après la ligne 0",
    ),
    "3 0\n": ("ward.blt:1 : nombre de sièges à pourvoir : 0", "ce doit être de 1 à 10000"),
    "9999999999999999 1\n0\n": (
        "ward.blt:1 : nombre de candidatures : un nombre de plus de 15 chiffres",
        "ce doit être de 1 à 10000",
    ),
    "3 2\n": (
        "ward.blt:1 : les bulletins ne se terminent pas par une ligne 0",
        "mettez 0 seul sur une ligne après le dernier bulletin",
    ),
    '1 1\n1 1 0\n0\n"Ash"\n"Title"\n1 1 0\n': (
        "ward.blt:6 : des bulletins après le titre 'Title' : '1 1 0'",
        "y a-t-il deux fichiers en un, ou le nombre de candidatures est-il faux ?",
    ),
}


@pytest.mark.parametrize("content", BLT)
def test_faulty_blt_is_told_in_french(content):
    with pytest.raises(FaultError) as raised:
        read_papers(PaperFile("ward.blt", content.encode()), "blt")
    assert told(raised) == " ; ".join(BLT[content])


PAPERS = {
    ("papers.json", '{"format": "hustings papers", "version": 1 "kind"'): (
        "papers.json:1 : ce n’est pas du JSON : une virgule est attendue",
        "le fichier est-il tronqué ?",
    ),
    ("papers.csv", "papers:ranking,Ash,Birch\n1,1\n"): (
        "papers.csv:2 : 2 cases, pour un nombre d’intitulés de 3",
        "donnez à chaque ligne une case par intitulé",
    ),
    ("papers.csv", 'papers:ranking,Ash,Birch\n1,"1,2\n'): (
        "papers.csv:2 : ce n’est pas du CSV : le texte s’arrête trop tôt",
        "refermez tous les guillemets, et doublez ceux qui sont à l’intérieur",
    ),
    ("papers.blt", ""): ("papers.blt : le fichier est vide", "indiquez un fichier de bulletins"),
}


@pytest.mark.parametrize(("name", "content"), PAPERS)
def test_faulty_file_of_papers_is_told_in_french(name, content):
    with pytest.raises(FaultError) as raised:
        read_papers(PaperFile(name, content.encode()))
    assert told(raised) == " ; ".join(PAPERS[name, content])


def test_format_that_does_not_hold_the_papers_is_told_in_french():
    skipped = MarkedPapers(RankingMarks(((), (CandidateId(0),))), 1, 1)
    with pytest.raises(FaultError) as raised:
        write_papers(Profile(("Ash",), MarkKind.RANKING, marked=(skipped,)), "papers.soi", "preflib")
    assert told(raised) == (
        "papers.soi : preflib ne peut pas contenir ce que portent ces bulletins : rangs sautés ; "
        "écrivez en belenios ou blt ou csv ou debian ou json"
    )


CONTESTS = {
    "[contest": (
        "contest.toml:1 : un ] est attendu à la fin d’un en-tête de table",
        "le fichier est du TOML, comme le montre docs/cli/count.md",
    ),
    "[contest]\nvacancys = 2\n": (
        "contest.toml:2 : clé inconnue 'vacancys'",
        "[contest] contient reopen_nominations, rule, title, vacancies",
    ),
    '[contest]\nvacancies = "two"\n': (
        "contest.toml:2 : vacancies n’est pas un nombre entier",
        "écrivez vacancies = 1, 2, 3 ...",
    ),
    '[[candidate]]\nname = "Elm"\n': (
        "contest.toml:1 : Ash figure sur les bulletins et pas ici",
        "ajoutez une table [[candidate]] à ce nom",
    ),
    '[[constraint]]\ncategory = "women"\nmin = 1\n': (
        "contest.toml:2 : aucune candidature n’est dans la catégorie 'women'",
        "il n’y a aucune catégorie",
    ),
    '[[withdrawal]]\ncandidate = "Ash"\npolicy = "gone"\n': (
        "contest.toml:3 : aucune façon de traiter un retrait ne s’appelle 'gone'",
        'policy est l’un de "removed", "passed over", "as cast"',
    ),
    "[contest]\nvacancies = 0\n": (
        "contest.toml:1 : 0 siège à pourvoir : un scrutin en pourvoit au moins un",
        "indiquez combien par --vacancies",
        "changez l’un des deux",
    ),
}


@pytest.mark.parametrize("content", CONTESTS)
def test_faulty_contest_file_is_told_in_french(content):
    with pytest.raises(FaultError) as raised:
        read_contest(content, "contest.toml", PROFILE)
    assert told(raised) == " ; ".join(CONTESTS[content])


LOTS = {
    "": (
        "lots.toml:1 : ni ordre, ni tirage au sort",
        "écrivez order = [...] avec toutes les candidatures, ou une table [[draw]]",
    ),
    'order = ["Ash", "Ash"]': (
        "lots.toml:1 : Ash figure deux fois dans order",
        "nommez chaque candidature une seule fois",
    ),
    '[[draw]]\npurpose = "exclude"\norder = "Ash"': (
        "lots.toml:3 : l’ordre d’un tirage au sort n’est pas une liste de noms",
        'écrivez order = ["premier nom", "second nom"]',
    ),
}


@pytest.mark.parametrize("content", LOTS)
def test_faulty_file_of_lots_is_told_in_french(content):
    with pytest.raises(FaultError) as raised:
        read_lots(content, "lots.toml", contest_of(PROFILE))
    assert told(raised) == " ; ".join(LOTS[content])


def test_unknown_rule_is_told_in_french():
    with pytest.raises(FaultError) as raised:
        find_rule("scotland_1066")
    assert told(raised) == (
        "aucune règle de dépouillement ne s’appelle 'scotland_1066' ; `hustings rules` en donne la liste"
    )


def test_papers_of_another_kind_are_told_in_french():
    with pytest.raises(FaultError) as raised:
        hold_count(find_rule("scotland_2011"), replace(PROFILE, kind=MarkKind.SCORES))
    assert told(raised) == "scotland_2011 dépouille des bulletins de type classement ; ceux-ci sont de type notes"


def test_constraints_that_nobody_can_meet_are_told_in_french():
    candidates = tuple(Candidate(name, name, frozenset({"women"})) for name in PROFILE.candidates)
    contest = Contest(candidates, 2, constraints=(Constraint("women", 3), Constraint("women", 0, 1)))
    with pytest.raises(FaultError) as raised:
        hold_count(find_rule("scotland_2011"), PROFILE, contest)
    assert told(raised) == (
        "il n’y a pas 2 personnes parmi les candidatures en lice qui satisfassent à : au moins 3 women "
        "et au plus 1 women ; assouplissez cette contrainte par la règle qui le permet"
    )


def test_one_vacancy_that_nobody_can_fill_is_told_of_one_person():
    candidates = tuple(Candidate(name, name) for name in PROFILE.candidates)
    contest = Contest(candidates, 1, constraints=(Constraint("women", 1),))
    with pytest.raises(FaultError) as raised:
        hold_count(find_rule("scotland_2011"), PROFILE, contest)
    assert told(raised) == (
        "il n’y a pas 1 personne parmi les candidatures en lice qui satisfasse à : au moins 1 women ; "
        "assouplissez cette contrainte par la règle qui le permet"
    )


def test_runners_up_who_are_equal_are_told_in_french():
    papers = b'3 1\n5 1 0\n2 2 0\n2 3 0\n0\n"Ash"\n"Birch"\n"Cedar"\n"Ward"\n'
    profile = read_papers(PaperFile("ward.blt", papers))
    outcome = hold_contest(find_rule("scotland_2011"), profile, Arrangements(contest_of(profile)))
    with pytest.raises(FaultError) as raised:
        next_runner_up(outcome, [CandidateId(1), CandidateId(2)], most_first_preferences)
    assert told(raised) == (
        "Birch et Cedar sont à égalité pour venir ensuite (le plus de premières préférences) ; "
        "tirez au sort et n’en sollicitez qu’une"
    )


@pytest.mark.parametrize(("number", "french"), [(0, "0 candidature"), (1, "1 candidature"), (2, "2 candidatures")])
def test_number_of_things_takes_its_form(number, french):
    assert speaking("fr").told(say_many("{number} candidates", number=number)) == french


def test_sentence_that_has_no_french_stays_english():
    unknown = "{text} is unheard of"
    assert speaking("fr").told(say(unknown, text="x")) == "x is unheard of"
