"""Promised acts: done once, at their time, in everybody's sight."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hustings_site.journal import clock
from hustings_site.journal.acts import Act, Details, register
from hustings_site.journal.enums import ActState
from hustings_site.journal.models import Entry, Heartbeat, ScheduledAct
from hustings_site.journal.pulse import Alarm, alarm, beat
from hustings_site.journal.schedule import do_now, do_what_is_due, kept, promise, take_back

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def at(settings: object) -> Callable[..., object]:
    """Stand at a moment."""
    settings.DEMONSTRATION = True
    return clock.standing_at


@pytest.fixture
def rung() -> list[tuple[str, str]]:
    """Whom the bell was rung for, and by whom; it refuses to be rung for bell:0, and breaks for bell:9."""
    bells: list[tuple[str, str]] = []

    def ring(subject: str, details: Details, by: str) -> str:
        if subject == "bell:0":
            raise ValidationError("The rope is wet.")
        if subject == "bell:9":
            raise RuntimeError("rope")
        bells.append((subject, by))
        return f"rung for {subject}"

    register(Act("test.ring", ring, lambda by, _place: by != ""))
    return bells


def bell(number: int = 1, due: datetime = NOON) -> ScheduledAct:
    return promise(by="user:1", subject=f"bell:{number}", act="test.ring", title="Ring", due=due)


def test_nothing_is_done_before_it_is_due(at: object, rung: list[object]) -> None:
    act = bell()
    with at(NOON - timedelta(seconds=1)):
        assert do_what_is_due() == 0
    act.refresh_from_db()
    assert (act.state, rung) == (ActState.DUE, [])


def test_act_is_done_when_due_once_and_says_how_it_went(at: object, rung: list[object]) -> None:
    act = bell()
    with at(NOON):
        assert (do_what_is_due(), do_what_is_due()) == (1, 0)
    act.refresh_from_db()
    assert (act.state, act.by, act.outcome, act.ended_at) == (ActState.DONE, "worker", "rung for bell:1", NOON)
    assert rung == [("bell:1", "worker")]
    assert [e.act for e in Entry.objects.filter(subject="bell:1")] == ["journal.promise", "journal.keep_promise"]


def test_acts_are_done_earliest_first(at: object, rung: list[object]) -> None:
    for number, minutes in ((1, 2), (2, 1), (3, 3)):
        bell(number, NOON + minutes * MINUTE)
    with at(NOON + 5 * MINUTE):
        do_what_is_due()
    assert [subject for subject, _by in rung] == ["bell:2", "bell:1", "bell:3"]


def test_act_refused_is_tried_again_and_fails_for_good_in_sight(at: object, rung: list[object]) -> None:
    act = bell(0)
    tried = []
    for minutes in range(120):
        with at(NOON + minutes * MINUTE):
            if do_what_is_due():
                tried.append(minutes)
    act.refresh_from_db()
    assert tried == [0, 1, 6, 21, 81]
    assert (act.state, act.attempts, act.outcome) == (ActState.FAILED, 5, "The rope is wet.")
    assert [e.act for e in Entry.objects.filter(subject="bell:0")] == [
        "journal.promise",
        *["journal.act_refused"] * 5,
    ]


def test_act_that_breaks_off_does_not_stop_the_others(at: object, rung: list[object]) -> None:
    broken = bell(9)
    bell(1, NOON + MINUTE)
    with at(NOON + MINUTE):
        assert do_what_is_due() == 2
    broken.refresh_from_db()
    assert (broken.state, broken.outcome) == (ActState.DUE, "It broke off: RuntimeError.")
    assert rung == [("bell:1", "worker")]


def test_act_that_nothing_here_does_says_so(at: object) -> None:
    act = promise(by="user:1", subject="bell:1", act="test.paint", title="Paint", due=NOON)
    with at(NOON):
        do_what_is_due()
    act.refresh_from_db()
    assert act.outcome == "Nothing here does this: 'test.paint'."


def test_promise_again_moves_the_act_and_does_not_double_it(at: object, rung: list[object]) -> None:
    assert bell().pk == bell(due=NOON + MINUTE).pk
    with at(NOON):
        assert do_what_is_due() == 0
    with at(NOON + MINUTE):
        assert do_what_is_due() == 1
    assert [e.details.get("due") for e in Entry.objects.filter(act="journal.promise")] == [
        NOON.isoformat(),
        (NOON + MINUTE).isoformat(),
    ]


def test_act_taken_back_is_never_done(at: object, rung: list[object]) -> None:
    act = bell()
    take_back(by="user:1", subject="bell:1", act="test.ring", why="no bell")
    with at(NOON):
        assert do_what_is_due() == 0
    act.refresh_from_db()
    assert (act.state, act.outcome, rung) == (ActState.TAKEN_BACK, "no bell", [])


def test_act_kept_otherwise_is_done_by_whom_it_was(at: object, rung: list[object]) -> None:
    act = bell()
    kept(by="user:1", subject="bell:1", act="test.ring", outcome="rung by the wind")
    act.refresh_from_db()
    assert (act.state, act.by, act.outcome, rung) == (ActState.DONE, "user:1", "rung by the wind", [])


def test_failed_act_is_done_by_hand(at: object, rung: list[object]) -> None:
    act = bell()
    ScheduledAct.objects.update(state=ActState.FAILED, attempts=5)
    with at(NOON):
        assert do_now(by="user:1", act=act).state == ActState.DONE
        with pytest.raises(ValidationError, match="settled meanwhile: done"):
            do_now(by="user:2", act=act)
    assert rung == [("bell:1", "user:1")]


def test_act_is_not_done_by_hand_before_its_time(at: object, rung: list[object]) -> None:
    with at(NOON - MINUTE), pytest.raises(ValidationError, match="not due yet"):
        do_now(by="user:1", act=bell())
    assert rung == []


# The worker's pulse -------------------------------------------------------------------------------------------------


def test_no_alarm_where_nothing_is_promised() -> None:
    assert alarm() is None


def test_no_alarm_while_a_worker_is_seen(rung: list[object]) -> None:
    bell()
    beat("desk:1")
    assert alarm() is None


def test_check_1_worker_stopped_for_ten_minutes_turns_the_desk_red(
    officers_browser: Client, rung: list[object]
) -> None:
    bell(1, timezone.now() - MINUTE)
    bell(2, timezone.now() + timedelta(days=7))
    beat("desk:1")
    assert "The worker has stopped" not in officers_browser.get(reverse("elections:desk")).text
    last = timezone.now() - timedelta(minutes=10)
    Heartbeat.objects.update(at=last)
    assert alarm() == Alarm(overdue=1, promised=2, seen=last)
    page = officers_browser.get(reverse("elections:desk")).text
    assert "The worker has stopped: nothing that was promised is being done." in page
    assert "one act is overdue" in page
    beat("desk:1")
    assert "The worker has stopped" not in officers_browser.get(reverse("elections:desk")).text


def test_alarm_where_no_worker_was_ever_seen(rung: list[object]) -> None:
    bell(1, timezone.now() + timedelta(days=7))
    assert alarm() == Alarm(overdue=0, promised=1, seen=None)


# The clock ----------------------------------------------------------------------------------------------------------


def test_clock_of_an_installation_cannot_be_set(settings: object) -> None:
    settings.DEMONSTRATION = False
    with pytest.raises(ImproperlyConfigured, match="cannot be set"), clock.standing_at(NOON):
        pass
    with pytest.raises(ImproperlyConfigured, match="cannot be set"):
        clock.set_ahead(timedelta(days=1))
    assert abs(clock.now() - timezone.now()) < MINUTE


def test_clock_that_was_set_in_a_demonstration_counts_for_nothing_elsewhere(settings: object) -> None:
    settings.DEMONSTRATION = True
    clock.set_ahead(timedelta(days=3))
    assert timedelta(days=3) <= clock.now() - timezone.now() + MINUTE
    settings.DEMONSTRATION = False
    assert abs(clock.now() - timezone.now()) < MINUTE


def test_entry_of_the_journal_bears_the_moment_of_the_demonstration(at: object) -> None:
    with at(NOON):
        bell()
    assert Entry.objects.get(act="journal.promise").at == NOON
