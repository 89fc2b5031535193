"""What a format can hold comes back as it was written, and what it cannot hold is never left out in silence."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import hustings.ballots.formats.json as our_json
from hustings.ballots.errors import BallotFileError
from hustings.ballots.files import EVERYTHING, Format, PaperFile, features
from hustings.ballots.formats import find_format, format_names, lost, read_papers, write_papers
from hustings.ballots.gathering import Gathering
from hustings.ballots.paper import ApprovalMarks, CandidateId, MarkKind, Marks, RankingMarks, ScoreMarks
from hustings.ballots.profile import Profile

FORMATS = [find_format(name) for name in format_names()]
SCHEMA = json.loads((Path(our_json.__file__).parent / "papers.schema.json").read_text())

names = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=12).map(
    lambda text: text.strip() or "Ada"
)
titles = st.one_of(st.just(""), names)
few = st.integers(1, 3)


def levels(candidates: int) -> st.SearchStrategy[Marks]:
    level = st.sets(st.integers(0, candidates - 1), max_size=2).map(
        lambda found: tuple(map(CandidateId, sorted(found)))
    )
    plain = st.permutations(range(candidates)).map(lambda order: tuple((CandidateId(c),) for c in order))
    return st.one_of(st.lists(level, max_size=5).map(tuple), plain).map(RankingMarks)


def crosses(candidates: int) -> st.SearchStrategy[Marks]:
    return st.sets(st.integers(0, candidates - 1)).map(lambda c: ApprovalMarks(tuple(map(CandidateId, sorted(c)))))


def scores(candidates: int) -> st.SearchStrategy[Marks]:
    given = st.dictionaries(st.integers(0, candidates - 1).map(CandidateId), st.integers(-3, 9))
    return given.map(lambda found: ScoreMarks(tuple(sorted(found.items()))))


@st.composite
def profiles(draw: st.DrawFn, kind: MarkKind, has: Callable[[str], bool]) -> Profile:
    """A profile of this kind with those features that `has` allows."""
    candidates = draw(st.lists(names, min_size=1, max_size=5, unique=True))
    marks = {MarkKind.RANKING: levels, MarkKind.APPROVAL: crosses, MarkKind.SCORES: scores}[kind](len(candidates))
    gathering = Gathering(keep_order=has("order of papers") and draw(st.booleans()))
    for line, each in enumerate(draw(st.lists(marks, max_size=8)), start=1):
        papers = draw(few)
        gathering.in_order(gathering.add(each, papers, draw(few) if has("weights") else 1, line), papers)
    if has("unreadable papers") and draw(st.booleans()):
        gathering.in_order(gathering.unreadable(2, 1, 9), 2)
    gathered = gathering.gathered()
    withdrawn = st.frozensets(st.integers(0, len(candidates) - 1).map(CandidateId))
    return Profile(
        tuple(candidates),
        kind,
        gathered.plain,
        gathered.marked,
        gathered.blank,
        draw(titles) if has("title") else "",
        draw(st.integers(1, 9)) if has("vacancies") else None,
        draw(withdrawn) if has("withdrawn candidates") else frozenset(),
        gathered.sequence,
    )


def content(profile: Profile) -> tuple[object, ...]:
    """All that a profile says, in an order of its own; lines of the file apart."""
    papers = sorted((repr(paper.marks), paper.papers, paper.weight) for paper in profile.each())
    kept = (profile.candidates, profile.kind, profile.blank, profile.title, profile.vacancies, profile.withdrawn)
    return (*kept, papers, profile.papers, in_words(profile))


def in_words(profile: Profile) -> list[str] | None:
    if profile.sequence is None:
        return None
    entries = [repr(paper[:3]) for paper in profile.each()]
    return ["blank" if index < 0 else entries[index] for index in profile.sequence]


def read_back(data: bytes, chosen: Format, *, keep_order: bool = False) -> Profile:
    return read_papers(PaperFile("papers" + chosen.suffixes[0], data), chosen.name, keep_order=keep_order)


@pytest.mark.parametrize(
    ("chosen", "kind"),
    [(chosen, kind) for chosen in FORMATS for kind in sorted(chosen.kinds)],
    ids=lambda value: getattr(value, "name", str(value)).lower(),
)
@settings(max_examples=150)
@given(data=st.data())
def test_what_a_format_holds_comes_back(data: st.DataObject, chosen: Format, kind: MarkKind) -> None:
    needed = {"vacancies"} if chosen.name in ("blt", "scottish_csv") else set()
    profile = data.draw(profiles(kind, lambda feature: feature in chosen.holds | needed))
    assume({feature for feature in features(profile) if EVERYTHING[feature]} <= chosen.holds)
    written = write_papers(profile, "papers" + chosen.suffixes[0], chosen.name)
    assert content(read_back(written, chosen, keep_order=profile.sequence is not None)) == content(profile)


@pytest.mark.parametrize("chosen", FORMATS, ids=lambda chosen: chosen.name)
@settings(max_examples=100)
@given(data=st.data())
def test_what_a_format_cannot_hold_is_refused(data: st.DataObject, chosen: Format) -> None:
    kind = data.draw(st.sampled_from(sorted(MarkKind)))
    profile = data.draw(profiles(kind, lambda feature: feature != "order of papers"))
    missing = {feature for feature in features(profile) if EVERYTHING[feature]} - chosen.holds
    try:
        written = write_papers(profile, "papers" + chosen.suffixes[0], chosen.name)
    except BallotFileError:
        assert missing or kind not in chosen.kinds or (profile.vacancies is None and "vacancies" in chosen.holds)
    else:
        back = read_back(written, chosen)
        assert missing == set()
        assert (back.papers, back.digest()) == (profile.papers, profile.digest())
        assert lost(profile, chosen) == [
            feature for feature in features(profile) if not EVERYTHING[feature] and feature not in chosen.holds
        ]


@settings(max_examples=200)
@given(data=st.data())
def test_our_json_fits_its_schema(data: st.DataObject) -> None:
    profile = data.draw(profiles(data.draw(st.sampled_from(sorted(MarkKind))), lambda _: True))
    Draft202012Validator(SCHEMA).validate(json.loads(write_papers(profile, "papers.json", "json")))


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("sample", sorted((Path(__file__).parent / "samples").iterdir()), ids=lambda path: path.name)
def test_every_sample_is_the_same_in_our_json(sample: Path) -> None:
    profile = read_papers(sample, keep_order=True)
    written = write_papers(profile, "papers.json", "json")
    back = read_papers(PaperFile("papers.json", written), keep_order=True)
    assert content(back) == content(profile)
    assert back.digest() == profile.digest()
