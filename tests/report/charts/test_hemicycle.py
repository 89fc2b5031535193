"""The half circle: every seat has a place of its own, and shapes tell what colours may not."""

from xml.etree import ElementTree

import pytest

from hustings.report.charts.hemicycle import SEAT, Dot, Shape, hemicycle_chart, places, radius_of, rows_for, sine
from hustings.report.charts.key import Entry


@pytest.mark.parametrize("seats", [0, 1, 2, 5, 9, 24, 39, 120, 500])
def test_every_seat_has_a_place_of_its_own_from_left_to_right(seats: int) -> None:
    found = places(seats)
    assert len(set(found)) == seats
    assert [angle for _row, angle in found] == sorted(angle for _row, angle in found)
    assert {0 <= row < rows_for(seats) for row, _angle in found} <= {True}


@pytest.mark.parametrize("seats", [2, 9, 39, 120, 500])
def test_seats_do_not_touch(seats: int) -> None:
    rows = rows_for(seats)
    where = [
        (radius_of(row, rows) * sine(90_000 - angle), radius_of(row, rows) * sine(angle))
        for row, angle in places(seats)
    ]
    apart = (2 * SEAT * 10_000) ** 2
    close = [(a, b) for i, a in enumerate(where) for b in where[:i] if (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 < apart]
    assert close == []


@pytest.mark.parametrize(("angle", "value"), [(0, 0), (30, 5000), (90, 10_000), (150, 5000), (180, 0), (-90, -10_000)])
def test_sine_at_known_angles(angle: int, value: int) -> None:
    assert sine(angle * 1000) == value


def test_shapes_are_three() -> None:
    dots = [Dot("A", "1", Shape.VOTES), Dot("A", "1", Shape.NO_VOTE), Dot("A", "1", Shape.VACANT)]
    chart = hemicycle_chart("One votes", "Anchor: 3 seats.", dots, [Entry("A", "1", "Anchor", "3 seats")])
    root = ElementTree.fromstring(chart.svg)
    named = "{http://www.w3.org/2000/svg}"
    assert root.find(f"{named}title").text == "One votes"
    assert root.find(f"{named}desc").text == "Anchor: 3 seats."
    assert len(root.findall(f"{named}circle")) == 1
    assert [bool(r.get("stroke-dasharray")) for r in root.findall(f"{named}rect") if r.get("stroke")] == [False, True]
