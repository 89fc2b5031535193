"""Sentences: every event told, with its clause, in words for members."""

from dataclasses import replace

import pytest
from tellers import in_some_order

from hustings.ballots.paper import MarkKind, RankingMarks
from hustings.ballots.profile import MarkedPapers, Profile
from hustings.ballots.rankings import RankingList
from hustings.contests.outcome import Otherwise, Outcome
from hustings.count.contest import Candidate, Contest, contest_of
from hustings.count.lots import NO_LOTS, Draw, LotNeeded, Lots, Purpose, candidate_order
from hustings.count.transcript import BatchEnded, Doomed, Guarded, PapersCounted, StageEnded, Stands, Tied, Transcript
from hustings.report.narration import (
    lot_needed_told,
    otherwise_told,
    outcome,
    papers_told,
    stories,
    toml_string,
)
from hustings.report.result import CountResult
from hustings.report.words import Words
from hustings.rules import all_rules, find_rule, hold_count

OTHER = Outcome(
    Transcript("irv", 0, Contest((Candidate("1", "Ash"),), 1), PapersCounted(0, 0, 0, 0, 0), NO_LOTS), (), ()
)


def told(transcript: Transcript, stage: int) -> str:
    return stories(transcript)[stage - 1].text()


def count(papers: dict[tuple[int, ...], int], vacancies: int, rule: str = "scotland_2011", lots: Lots | None = None):
    names = ("Ash", "Birch", "Cedar", "Dill", "Elm", "Fig", "Gorse", "Hazel", "Ivy", "Juniper")
    number = 1 + max(c for ranking in papers for c in ranking)
    plain = RankingList(list(papers), list(papers.values()))
    profile = Profile(names[:number], MarkKind.RANKING, plain, vacancies=vacancies)
    contest = contest_of(profile)
    given = candidate_order(contest) if lots is None else lots
    return hold_count(find_rule(rule), profile, contest, given, store="python")


def test_outcome_names_the_elected_in_order(guild):
    assert outcome(guild.transcript) == "Elected, in this order: Ash, Ada; Cedar, Cora and Birch, Ben."


def test_outcome_of_one():
    assert outcome(count({(0,): 2, (1,): 1}, 1)) == "Elected: Ash."


def test_outcome_says_what_stays_unfilled():
    transcript = count({(0,): 1}, 2, "block_vote")
    assert outcome(transcript) == "Elected: Ash. 1 vacancy is not filled."


def test_outcome_with_nobody():
    contest = Contest((Candidate("1", "Ash"),), 1, withdrawn=frozenset({0}))
    profile = Profile(("Ash",), MarkKind.RANKING, RankingList([(0,)], [1]))
    assert outcome(hold_count(find_rule("irv"), profile, contest)) == "Nobody is elected."


def test_papers_are_told_with_every_kind():
    transcript = Transcript("x", 0, Contest((Candidate("1", "Ash"),), 1), PapersCounted(1050, 2, 1, 1, 1050), NO_LOTS)
    assert papers_told(transcript) == [
        "1,054 papers were read, 1,050 valid.",
        "2 papers are invalid.",
        "1 paper is blank.",
        "1 paper names withdrawn candidates alone.",
    ]


def test_first_stage_tells_papers_quota_and_who_reaches_it(guild):
    assert told(guild.transcript, 1) == (
        "38 valid papers are sorted by first preference. "
        "The quota under r.47 is 10, worked out from 38 votes for 3 vacancies. "
        "Ash, Ada is elected under r.48(1), reaching the quota with 17 votes: 1 of 3."
    )


def test_surplus_tells_its_arithmetic(guild):
    assert told(guild.transcript, 2) == (
        "The surplus of Ash, Ada is transferred: 17 less the quota 10 is 7 votes. "
        "9 papers go to Birch, Ben and 6 to Cedar, Cora; 2 papers have no further preference. "
        "Each paper carries 0.41176 of a vote. 0.00008 of a vote is lost to rounding."
    )


def test_exclusion_tells_the_clause_and_the_votes():
    transcript = count({(0,): 9, (1, 0): 8, (2, 1): 4, (2,): 1}, 1)
    assert told(transcript, 2) == (
        "Cedar is excluded under r.51(1): lowest with 5 votes. "
        "4 papers go to Birch; 1 paper has no further preference. "
        "Birch is elected under r.48(1), reaching the quota with 12 votes: 1 of 1."
    )


def test_papers_that_all_stop_are_told():
    transcript = count({(0,): 9, (1, 0): 8, (2,): 5, (3,): 4}, 1, "irv")
    assert told(transcript, 2) == (
        "Dill is excluded under step 3: lowest with 4 votes. 4 papers have no further preference."
    )


def test_papers_of_different_worth_are_told_apart(guild):
    assert "What each paper carries: 9 at 0.12820 and 6 at 0.05278." in told(guild.transcript, 5)


def test_papers_that_stay_are_told(guild):
    assert told(guild.transcript, 6) == (
        "Elder, Eve is excluded under r.51(1): lowest with 6 votes. "
        "The papers of Elder, Eve are not transferred under r.53(2): 6 votes stay where they are. "
        "Birch, Ben is elected under r.53(1) without reaching the quota, with 9.21864 votes: 3 of 3."
    )


def test_a_tie_told_apart_by_an_earlier_stage():
    transcript = count({(0,): 10, (1,): 7, (2,): 6, (3, 2): 1, (4,): 3}, 1, "irv")
    assert told(transcript, 4) == (
        "Birch and Cedar are level with 7 votes; stage 1 tells them apart under step 4: "
        "Cedar is excluded (Birch 7, Cedar 6). "
        "Cedar is excluded under step 3: lowest with 7 votes. 7 papers have no further preference. "
        "Ash is elected under step 2 with 10 votes: 1 of 1."
    )


def test_a_tie_told_apart_by_a_batch():
    contest = Contest((Candidate("1", "Ash"), Candidate("2", "Birch")), 1)
    parts = (0, 0, 0)
    events = [
        BatchEnded(1, "c", 1, (4, 6), *parts, None),
        StageEnded(1, "c", "first preferences", (), (5, 5), *parts, None),
        Tied(2, "t", (0, 1), Purpose.EXCLUDE, (0,), "stage 1, batch 1", 0),
        StageEnded(2, "c", "exclusion", (0,), (0, 10), *parts, None),
    ]
    transcript = Transcript("x", 0, contest, PapersCounted(10, 0, 0, 0, 10), NO_LOTS, events)
    assert told(transcript, 2) == (
        "Ash and Birch are level with 5 votes; stage 1, batch 1 tells them apart under t: "
        "Ash is excluded (Ash 4, Birch 6)."
    )


def test_a_lot_is_told_with_its_note(guild):
    assert told(guild.transcript, 3).startswith(
        "Dogwood, Dan; Elder, Eve and Furze, Finn are level with 4 votes, and the lot decides under r.52(2)(b): "
        "Furze, Finn is excluded (drawn by the returning officer, watched by both tellers). "
    )


def test_a_lot_from_an_order_is_told_with_its_source():
    transcript = count({(0,): 1, (1,): 1}, 1, "block_vote")
    assert told(transcript, 1) == (
        "The marks of 2 valid papers are counted: 2 in all. "
        "Ash and Birch are level with 1 vote, and the lot decides under step 4: "
        "Ash is elected (candidate order (a trial, not a lot)). "
        "Ash is elected under step 3 with 1 vote: 1 of 1."
    )


def test_a_lot_among_those_whom_earlier_stages_leave():
    contest = Contest(tuple(Candidate(n, n) for n in ("Ash", "Birch", "Cedar")), 1)
    events = [
        StageEnded(1, "c", "first preferences", (), (5, 5, 5), 0, 0, 0, None),
        Tied(2, "t", (0, 1, 2), Purpose.EXCLUDE, (0, 1), "lot", 1),
        StageEnded(2, "c", "exclusion", (1,), (5, 0, 5), 5, 0, 0, None),
    ]
    lots = Lots(draws=(Draw((1, 0), Purpose.EXCLUDE),))
    transcript = Transcript("x", 0, contest, PapersCounted(15, 0, 0, 0, 15), lots, events)
    assert told(transcript, 2) == (
        "Ash, Birch and Cedar are level with 5 votes; earlier stages leave Ash and Birch, between whom the lot decides "
        "under t: Birch is excluded (a draw recorded without a note)."
    )


def test_many_receivers_are_summed_up():
    papers = {(9,): 40, **{(c,): 10 + c for c in range(9)}, **{(9, c): 2 + c for c in range(9)}}
    transcript = count(papers, 2)
    assert stories(transcript)[1].told[1].text == (
        "10 papers go to Ivy, 9 to Hazel, 8 to Gorse, 7 to Fig, 6 to Elm, 5 to Dill and 9 to 3 others; "
        "40 papers have no further preference."
    )


def test_several_exclusions_say_whose_papers_go_where():
    transcript = count({(0,): 9, (1,): 7, (2, 0): 2, (3, 1): 1}, 1, "irv_batch")
    assert told(transcript, 2) == (
        "Dill is excluded under step 3: lowest with 1 vote. Cedar is excluded under step 3: lowest with 2 votes. "
        "Papers of Dill: 1 paper goes to Birch. Papers of Cedar: 2 papers go to Ash. "
        "Ash is elected under step 2 with 11 votes: 1 of 1."
    )


def test_whoever_is_excluded_without_being_lowest_is_not_called_lowest():
    names = ("Ash", "Birch", "Cedar", "Dill", "Elm")
    contest = Contest(tuple(Candidate(n, n) for n in names), 3, protected=frozenset({3}))
    profile = Profile(names, MarkKind.RANKING, RankingList([(0,), (1,), (2,), (3,), (4,)], [8, 5, 4, 1, 3]))
    transcript = hold_count(find_rule("scotland_2011"), profile, contest)
    assert told(transcript, 3).startswith("Elm is excluded under r.51(1), with 3 votes. ")


def test_what_candidates_keep_is_told_with_the_quota_after_it():
    transcript = count({(0, 1): 17, (1,): 5, (2,): 4}, 2, "meek_nz_2001")
    assert told(transcript, 2) == (
        "Ash passes on what is above the quota: 17 votes become 8.66666…. "
        "Of every vote that reaches them under cl.17, Ash keeps 0.50980…. "
        "The quota under cl.5 is 8.66666…, worked out from 26 votes for 2 vacancies. "
        "Birch is elected under cl.12, reaching the quota with 13.33333… votes: 2 of 2."
    )


def test_a_tie_that_neither_a_stage_nor_a_lot_decides():
    contest = Contest((Candidate("1", "Ash"), Candidate("2", "Birch")), 1)
    events = [
        StageEnded(1, "c", "first preferences", (), (5, 5), 0, 0, 0, None),
        Tied(2, "t", (0, 1), Purpose.EXCLUDE, (0, 1), "pseudo-random number", 1),
        StageEnded(2, "c", "exclusion", (1,), (10, 0), 0, 0, 0, None),
    ]
    transcript = Transcript("x", 0, contest, PapersCounted(10, 0, 0, 0, 10), NO_LOTS, events)
    assert told(transcript, 2) == (
        "Ash and Birch are level with 5 votes, and what decides under t is the pseudo-random number: Birch is excluded."
    )


def test_whom_a_constraint_keeps_in_or_out_is_told():
    contest = Contest(tuple(Candidate(n, n) for n in ("Ash", "Birch", "Cedar")), 1)
    events = [
        StageEnded(1, "c", "first preferences", (), (5, 3, 2), 0, 0, 0, None),
        Guarded(1, "at least 1 women", 2),
        Doomed(1, "at least 1 women", 0),
    ]
    transcript = Transcript("x", 0, contest, PapersCounted(10, 0, 0, 0, 10), NO_LOTS, events)
    assert told(transcript, 1) == (
        "10 valid papers are sorted by first preference. "
        "From here on Cedar may not be excluded, so that “at least 1 women” can still be met. "
        "From here on Ash cannot be elected, so that “at least 1 women” can still be met."
    )


def test_a_further_re_open_nominations_is_told():
    contest = Contest((Candidate("1", "Ash"), Candidate("2", "RON 2")), 1)
    events = [StageEnded(1, "c", "first preferences", (), (5, 0), 0, 0, 0, None), Stands(1, "RON", 1)]
    transcript = Transcript("x", 0, contest, PapersCounted(5, 0, 0, 0, 5), NO_LOTS, events)
    assert told(transcript, 1).endswith("RON 2 stands from here on, under RON.")


def test_titles_and_headlines(guild):
    assert [(s.stage, s.title) for s in stories(guild.transcript)] == [
        (1, "First preferences"),
        (2, "Surplus of Ash, Ada"),
        (3, "Exclusion of Furze, Finn"),
        (4, "Exclusion of Dogwood, Dan"),
        (5, "Surplus of Cedar, Cora"),
        (6, "Exclusion of Elder, Eve"),
    ]
    assert stories(guild.transcript)[4].headline == (
        "The surplus of Cedar, Cora is transferred: 11.47056 less the quota 10 is 1.47056 votes."
    )


def test_sentences_come_in_the_readers_language():
    class Shouting(Words):
        def ngettext(self, singular: str, plural: str, number: int) -> str:
            return super().ngettext(singular, plural, number).upper().replace("{NAMES}", "{names}")

    assert outcome(count({(0,): 2, (1,): 1}, 1), Shouting()) == "ELECTED: Ash."


def test_a_stop_for_a_lot_says_how_to_go_on():
    with pytest.raises(LotNeeded) as stopped:
        count({(0,): 1, (1,): 1}, 1, "irv", NO_LOTS)
    assert lot_needed_told(stopped.value) == (
        "Lot needed at stage 2 (step 4): who is excluded, Ash or Birch?\n"
        "Draw the lot before witnesses, write it into a file, and count again with --lots FILE:\n\n"
        '    source = "drawn by ..., watched by ..."\n\n'
        "    [[draw]]\n"
        '    purpose = "exclude"\n'
        '    order = ["Ash", "Birch"]   # in the order drawn: the first is excluded\n'
        '    note = "drawn by ..., watched by ..."\n'
    )


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_every_rule_can_be_told(rule):
    plain = {(0, 1): 19, (0, 2, 3): 4, (1,): 4, (2, 3): 3, (3, 4): 3, (4,): 2}
    odd = MarkedPapers(RankingMarks(((0, 1),)), 1)
    profile = Profile(tuple("ABCDE"), MarkKind.RANKING, RankingList(list(plain), list(plain.values())), (odd,), 2)
    vacancies = 1 if rule.name.startswith(("irv", "plurality")) else 2
    contest = Contest(tuple(Candidate(name, name) for name in "ABCDE"), vacancies)
    draws = (Draw((3, 2), Purpose.EXCLUDE, "drawn by the chair"),)
    transcript = hold_count(rule, in_some_order(profile), contest, candidate_order(contest)._replace(draws=draws))
    for story in stories(transcript):
        assert story.told
        assert "{" not in story.text()
        assert all(t.text.endswith((".", ")")) for t in story.told)
    elected = [t for story in stories(transcript) for t in story.told if t.kind == "elected"]
    assert len(elected) == len(transcript.elected)


def test_names_are_quoted_as_toml_writes_them():
    assert toml_string('Ann "Nan" \\ Ash') == '"Ann \\"Nan\\" \\\\ Ash"'


@pytest.mark.parametrize(
    ("otherwise", "sentence"),
    [
        (Otherwise("without the constraints", OTHER), "Counted without the constraints: the same people."),
        (Otherwise("so", OTHER, ("Ash",), ("Birch", "Dill")), "Counted so: Ash instead of Birch and Dill."),
        (Otherwise("so", OTHER, ("Ash",)), "Counted so: Ash as well."),
        (Otherwise("so", OTHER, (), ("Ash",)), "Counted so: not Ash."),
        (Otherwise("so", None), "Counted so, it needs a lot that was not drawn."),
        (
            Otherwise("so", replace(OTHER, vacant=("Ash had gone",)), (), ("Ash",)),
            "Counted so: not Ash. A seat stays vacant: Ash had gone.",
        ),
    ],
)
def test_the_same_papers_otherwise_are_told_in_a_sentence(otherwise, sentence):
    assert otherwise_told(CountResult(find_rule("irv"), OTHER.transcript, otherwise=(otherwise,))) == [sentence]
