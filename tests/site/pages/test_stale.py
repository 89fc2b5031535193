"""A form sent twice, a page out of date."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from hustings_site.pages.models import SentForm
from hustings_site.pages.stale import AlreadySentError, Slip, StaleError, forget_old_forms, slip, take

pytestmark = pytest.mark.django_db


@transaction.atomic
def act(form: dict[str, str]) -> None:
    take(form, "open")


@transaction.atomic
def act_without_a_reason(form: dict[str, str]) -> None:
    take(form, "open")
    raise ValidationError("say why")


def sent(shown: Slip) -> dict[str, str]:
    return {"slip_key": shown.key, "slip_seen": shown.seen}


def test_form_is_acted_on_where_the_state_is_as_shown() -> None:
    take(sent(slip("open", 3)), "open", 3)
    assert SentForm.objects.count() == 1


def test_second_copy_of_a_form_does_nothing() -> None:
    form = sent(slip("open"))
    take(form, "open")
    with pytest.raises(AlreadySentError, match="sent twice, and done once"):
        take(form, "open")


def test_second_copy_is_known_though_the_state_has_changed_by_the_first() -> None:
    form = sent(slip("open"))
    take(form, "open")
    with pytest.raises(AlreadySentError):
        take(form, "closed")


def test_stale_page_changes_nothing_and_may_be_sent_again_as_it_stands_now() -> None:
    form = sent(slip("open"))
    with pytest.raises(StaleError, match="Meanwhile somebody has changed this"), transaction.atomic():
        take(form, "closed")
    assert SentForm.objects.count() == 0


def test_two_showings_of_one_form_are_two_forms() -> None:
    assert slip("open").key != slip("open").key
    take(sent(slip("open")), "open")
    take(sent(slip("open")), "open")


@pytest.mark.parametrize("form", [{}, {"slip_key": "", "slip_seen": slip("open").seen}, {"slip_key": "x"}])
def test_form_without_a_slip_is_taken_for_stale(form: dict[str, str]) -> None:
    with pytest.raises(StaleError):
        take(form, "open")


def test_refused_form_can_be_mended_and_sent_again() -> None:
    form = sent(slip("open"))
    with pytest.raises(ValidationError):
        act_without_a_reason(form)
    act(form)


def test_states_that_differ_have_different_fingerprints() -> None:
    assert len({slip(*seen).seen for seen in (("a", "b"), ("ab",), ("a", "c"), ("a", "b", ""))}) == 4


def test_keys_are_forgotten_after_a_week() -> None:
    take(sent(slip("open")), "open")
    take(sent(slip("open")), "open")
    SentForm.objects.filter(pk=SentForm.objects.first().pk).update(at=timezone.now() - timedelta(days=8))
    forget_old_forms()
    assert SentForm.objects.count() == 1


def test_slip_rides_in_the_form() -> None:
    assert (
        render_to_string("pages/parts/slip.html", {"slip": Slip("k", "s")}).strip()
        == '<input type="hidden" name="slip_key" value="k"><input type="hidden" name="slip_seen" value="s">'
    )
