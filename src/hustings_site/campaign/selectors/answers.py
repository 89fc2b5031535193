"""Answers with their history."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from hustings_site.campaign.enums import Stance
from hustings_site.campaign.models import Answer, Point, Programme
from hustings_site.elections.models import Candidate

Given = Mapping[tuple[int, int], list[Answer]]
"""By candidate's and point's key: every answer, first first."""

POSITIONS = {Stance.NO: 0, Stance.RESERVATIONS: 1, Stance.YES: 2}


@dataclass(frozen=True, slots=True)
class Moved:
    """A candidate who said something else on a point: the old answer and the new one."""

    point: Point
    old: Answer
    new: Answer


def answers_given(programme: Programme) -> Given:
    """Every answer to this programme, in one query."""
    given: dict[tuple[int, int], list[Answer]] = defaultdict(list)
    for answer in Answer.objects.filter(point__programme=programme).order_by("at", "pk"):
        given[answer.candidate_id, answer.point_id].append(answer)
    return given


def in_force(given: Given, candidate: int) -> dict[int, Answer]:
    """A candidate's newest answer to each point, by the point's key."""
    return {point: answers[-1] for (who, point), answers in given.items() if who == candidate}


def answers_in_force(programme: Programme, candidate: Candidate) -> dict[int, Answer]:
    """One candidate's newest answers, in one query."""
    answers = Answer.objects.filter(point__programme=programme, candidate=candidate).order_by("at", "pk")
    return {answer.point_id: answer for answer in answers}


def position_of(answer: Answer) -> int | None:
    """Where an answer stands for matching: steps from the "no" end; None: no position."""
    if answer.stance == Stance.PLACED:
        return None if answer.place is None else answer.place - 1
    return POSITIONS.get(Stance(answer.stance))


def who_moved(programme: Programme, given: Given) -> list[Moved]:
    """Every change of an answer, newest first."""
    points = {point.pk: point for point in programme.points.all()}
    moved = [
        Moved(points[point], old, new)
        for (_candidate, point), answers in given.items()
        for old, new in pairwise(answers)
    ]
    return sorted(moved, key=lambda each: (each.new.at, each.new.pk), reverse=True)
