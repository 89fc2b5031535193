import io
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from lampwrights import NOW, Union
from PIL import Image

from hustings_site.accounts.enums import Office
from hustings_site.accounts.services import give_office, open_account
from hustings_site.elections.candidates.enums import PublicField, Source
from hustings_site.elections.candidates.keys import file_of
from hustings_site.elections.candidates.photos import picture_from
from hustings_site.elections.candidates.services import (
    accept,
    consents_of,
    decline,
    describe,
    give_consents,
    keep_photo,
    keep_statement,
    newest_statement,
    printed_statement,
    proof_fingerprint,
    record_death,
    remove_photo,
    replace_candidate,
    rule_on_candidate,
    sign_proof,
    withdraw,
)
from hustings_site.elections.enums import ContestState, Standing
from hustings_site.elections.models import Candidate

pytestmark = pytest.mark.django_db


@pytest.fixture
def candidate(union: Union) -> Candidate:
    return union.nominate("Ida Inch", "alderby")


def picture(form: str = "JPEG", size: tuple[int, int] = (1200, 900), **saved: object) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, "teal").save(written, form, **saved)
    return written.getvalue()


def test_candidate_accepts_and_the_name_may_then_be_published(candidate: Candidate) -> None:
    accept(by="candidate:1", candidate=candidate, source=Source.SCREEN, now=NOW)
    candidate.refresh_from_db()
    assert candidate.standing == Standing.ACCEPTED
    assert [(c.standing, c.source) for c in candidate.changes.all()] == [
        (Standing.NOMINATED, "first nomination"),
        (Standing.ACCEPTED, "the candidate, on this site"),
    ]
    assert consents_of(candidate) == {field: field is PublicField.NAME for field in PublicField}


def test_candidate_who_accepts_twice_is_told_so(candidate: Candidate) -> None:
    accept(by="candidate:1", candidate=candidate, source=Source.SCREEN, now=NOW)
    with pytest.raises(ValidationError) as refusal:
        accept(by="candidate:1", candidate=candidate, source=Source.SCREEN, now=NOW)
    assert refusal.value.messages == ["Ida Inch is accepted and cannot become accepted."]
    assert candidate.changes.count() == 2


def test_candidate_declines_and_may_think_again(candidate: Candidate) -> None:
    decline(by="candidate:1", candidate=candidate, source=Source.SCREEN, now=NOW)
    accept(by="candidate:1", candidate=candidate, source=Source.PAPER, now=NOW)
    assert [c.standing for c in candidate.changes.all()] == [
        Standing.NOMINATED,
        Standing.DECLINED,
        Standing.ACCEPTED,
    ]


def test_acceptance_after_its_day_is_refused_on_screen_and_taken_from_paper(union: Union, candidate: Candidate) -> None:
    union.election.accept_by = NOW
    union.election.save()
    late = NOW + timedelta(minutes=1)
    with pytest.raises(ValidationError) as refusal:
        accept(by="candidate:1", candidate=candidate, source=Source.SCREEN, now=late)
    [said] = refusal.value.messages
    assert said == (
        "Nominations were to be accepted by 10 March 2026, 12:00. "
        "Write to the returning officer if that was not possible."
    )
    assert accept(by="user:1", candidate=candidate, source=Source.PAPER, now=late).standing == Standing.ACCEPTED


def test_who_must_be_neutral_does_not_accept(union: Union, candidate: Candidate) -> None:
    user = open_account(by="test", email="i@example.org", name="Ida Inch")
    member = union.members["5"]
    give_office(by="test", user=user, office=Office.SCRUTINEER, scope=union.election.scope)
    member.user = user
    member.save()
    with pytest.raises(ValidationError) as refusal:
        accept(by="candidate:1", candidate=candidate, source=Source.SCREEN, now=NOW)
    assert refusal.value.messages == [
        "Ida Inch is scrutineer in this election, and so can be neither candidate, nominator nor endorser."
    ]
    candidate.refresh_from_db()
    assert candidate.standing == Standing.NOMINATED


def test_candidate_withdraws_even_while_the_poll_is_open(union: Union, candidate: Candidate) -> None:
    accept(by="test", candidate=candidate, source=Source.SCREEN, now=NOW)
    union.move_to(ContestState.POLL_OPEN)
    withdraw(by="candidate:1", candidate=candidate, source=Source.SCREEN, now=NOW)
    candidate.refresh_from_db()
    assert candidate.standing == Standing.WITHDRAWN


def test_check_14_statement_over_the_limit_is_told_by_how_much(union: Union, candidate: Candidate) -> None:
    union.contest.statement_words = 5
    union.contest.save()
    with pytest.raises(ValidationError) as refusal:
        keep_statement(by="c", candidate=candidate, text="I re-organise and/or build new lamps", source=Source.SCREEN)
    assert refusal.value.messages == ["Your statement has 7 words and 5 are allowed: take out 2."]
    assert candidate.statements.count() == 0


def test_check_14_statement_that_came_on_paper_is_cut_at_the_limit_wherever_it_is_shown(
    union: Union, candidate: Candidate
) -> None:
    union.contest.statement_words = 5
    union.contest.save()
    text = "I re-organise and/or build new lamps"
    keep_statement(by="user:1", candidate=candidate, text=text, source=Source.PAPER)
    statement = newest_statement(candidate)
    assert statement is not None
    assert (statement.text, statement.source) == (text, Source.PAPER)
    candidate.refresh_from_db()
    assert printed_statement(candidate, statement) == "I re-organise and/or build"


def test_statements_are_kept_one_after_the_other(candidate: Candidate) -> None:
    for text in ("First.", "Second."):
        keep_statement(by="c", candidate=candidate, text=text, source=Source.SCREEN, now=NOW)
    assert [s.text for s in candidate.statements.all()] == ["First.", "Second."]
    assert newest_statement(candidate).text == "Second."


def test_nothing_shown_is_changed_once_the_list_is_published(union: Union, candidate: Candidate) -> None:
    union.move_to(ContestState.VALIDATED)
    for act in (
        lambda: keep_statement(by="c", candidate=candidate, text="Late.", source=Source.SCREEN),
        lambda: keep_photo(by="c", candidate=candidate, upload=picture(), alternative="Ida"),
        lambda: accept(by="c", candidate=candidate, source=Source.PAPER),
    ):
        with pytest.raises(ValidationError) as refusal:
            act()
        assert refusal.value.messages == [
            "The list of candidates is published: what it shows is changed by the returning officer's ruling only."
        ]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_photograph_is_made_small_and_always_a_jpeg(form: str) -> None:
    kept = picture_from(picture(form))
    with Image.open(io.BytesIO(kept.jpeg)) as written:
        assert (written.format, written.size) == ("JPEG", (600, 450))
    assert (kept.width, kept.height) == (600, 450)


def test_photograph_loses_where_and_with_what_it_was_taken() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Lampcam"
    exif[0x0112] = 6  # lies on its side
    kept = picture_from(picture(exif=exif, size=(400, 300), comment=b"at home"))
    with Image.open(io.BytesIO(kept.jpeg)) as written:
        assert dict(written.getexif()) == {}
        assert written.size == (300, 400)
    assert b"Lampcam" not in kept.jpeg
    assert b"at home" not in kept.jpeg


@pytest.mark.parametrize(
    ("upload", "message"),
    [
        (b"<svg onload='alert(1)'/>", "This file is no picture that can be read: choose a JPEG, PNG or WebP."),
        (picture("GIF"), "This file is no picture that can be read: choose a JPEG, PNG or WebP."),
        (picture()[:400], "This file is no picture that can be read: choose a JPEG, PNG or WebP."),
        (picture(size=(119, 300)), "The picture has 119 x 300 points; at least 120 each way are needed."),
        (b"x" * 12_000_001, "The file is larger than twelve megabytes: choose a smaller one."),
    ],
)
def test_file_that_is_no_good_picture_is_refused(upload: bytes, message: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        picture_from(upload)
    assert refusal.value.messages == [message]


def test_photograph_needs_words_for_whoever_does_not_see_it(candidate: Candidate) -> None:
    with pytest.raises(ValidationError) as refusal:
        keep_photo(by="c", candidate=candidate, upload=picture(), alternative=" ")
    assert list(refusal.value.message_dict) == ["alternative"]


def test_words_of_a_photograph_are_mended_without_sending_it_again(candidate: Candidate) -> None:
    first = keep_photo(by="c", candidate=candidate, upload=picture(), alternative="Ida", now=NOW)
    again = keep_photo(by="c", candidate=candidate, upload=None, alternative="Ida at a lamp", now=NOW)
    assert (again.pk, again.sha256, again.alternative) == (first.pk, first.sha256, "Ida at a lamp")
    remove_photo(by="c", candidate=candidate)
    with pytest.raises(ValidationError):
        keep_photo(by="c", candidate=candidate, upload=None, alternative="Ida")


def test_consents_are_kept_with_their_dates_and_the_newest_counts(candidate: Candidate) -> None:
    give = {PublicField.PHOTO: True, PublicField.BRANCH: True}
    give_consents(by="c", candidate=candidate, given=give, source=Source.SCREEN, now=NOW)
    give_consents(by="c", candidate=candidate, given=give, source=Source.SCREEN, now=NOW)
    give_consents(by="c", candidate=candidate, given=give | {PublicField.PHOTO: False}, source=Source.PAPER, now=NOW)
    kept = [(c.field, c.given, c.source) for c in candidate.consents.order_by("pk")]
    assert sorted(kept[:3]) == [
        (PublicField.BRANCH, True, Source.SCREEN),
        (PublicField.NAME, True, Source.SCREEN),
        (PublicField.PHOTO, True, Source.SCREEN),
    ]
    assert kept[3:] == [(PublicField.PHOTO, False, Source.PAPER)]
    assert [field for field, given in consents_of(candidate).items() if given] == [PublicField.NAME, PublicField.BRANCH]


@pytest.mark.parametrize("change", ["statement", "photo", "consent", "contact", "name"])
def test_proof_is_not_signed_unseen(candidate: Candidate, change: str) -> None:
    seen = proof_fingerprint(candidate)
    match change:
        case "statement":
            keep_statement(by="c", candidate=candidate, text="New.", source=Source.SCREEN)
        case "photo":
            keep_photo(by="c", candidate=candidate, upload=picture(), alternative="Ida")
        case "consent":
            give_consents(by="c", candidate=candidate, given={PublicField.BRANCH: True}, source=Source.SCREEN)
        case "contact":
            give_consents(by="c", candidate=candidate, given={}, source=Source.SCREEN, contact="ida.example.org")
        case "name":
            describe(
                by="o",
                candidate=candidate,
                name="Ida Inch",
                distinction="Cloverley",
                email="",
                address="",
                version=file_of(candidate).version,
            )
    with pytest.raises(ValidationError) as refusal:
        sign_proof(by="c", candidate=candidate, shown=seen, source=Source.SCREEN)
    assert refusal.value.messages == [
        "Something on the proof has changed since you opened it. Look at it again, then sign what stands there."
    ]
    candidate.refresh_from_db()
    sign_proof(by="c", candidate=candidate, shown=proof_fingerprint(candidate), source=Source.SCREEN)
    assert candidate.signatures.count() == 1


def test_proof_is_signed_by_its_day(union: Union, candidate: Candidate) -> None:
    union.election.proofs_by = NOW
    union.election.save()
    with pytest.raises(ValidationError) as refusal:
        sign_proof(
            by="c",
            candidate=candidate,
            shown=proof_fingerprint(candidate),
            source=Source.SCREEN,
            now=NOW + timedelta(1),
        )
    assert refusal.value.messages == [
        "Proofs were to be signed by 10 March 2026, 12:00. Write to the returning officer if something is wrong."
    ]


def test_officers_page_out_of_date_changes_nothing(candidate: Candidate) -> None:
    version = file_of(candidate).version
    about = {"name": "Ida Inch", "distinction": "", "email": "", "address": "", "version": version}
    describe(by="one", candidate=candidate, **about)
    with pytest.raises(ValidationError) as refusal:
        describe(by="two", candidate=candidate, **{**about, "name": "Ada Inch"})
    assert refusal.value.messages == [
        "This page was changed meanwhile. What stands now is shown: look at it and send it again if you must."
    ]
    candidate.refresh_from_db()
    assert candidate.name == "Ida Inch"


def test_candidate_dies(candidate: Candidate) -> None:
    record_death(by="o", candidate=candidate, told_by="the branch secretary, by telephone", now=NOW)
    change = candidate.changes.last()
    assert (change.standing, change.source) == (Standing.DIED, "the branch secretary, by telephone")


def test_returning_officer_rules_on_a_candidate_with_a_reason(candidate: Candidate) -> None:
    with pytest.raises(ValidationError) as refusal:
        rule_on_candidate(by="o", ruled_by="Orla Wick", candidate=candidate, valid=False, reason=" ")
    assert list(refusal.value.message_dict) == ["reason"]
    rule_on_candidate(by="o", ruled_by="Orla Wick", candidate=candidate, valid=False, reason="Joined too late.")
    change = candidate.changes.last()
    assert (change.standing, change.source, change.note) == (
        Standing.NOT_VALIDATED,
        "ruling of Orla Wick, returning officer",
        "Joined too late.",
    )


def test_candidate_is_replaced_by_another_who_is_named(union: Union, candidate: Candidate) -> None:
    substitute = union.nominate("Bela Brook", "cloverley")
    replace_candidate(by="o", candidate=candidate, substitute=substitute, source="Anchor’s pool")
    change = candidate.changes.last()
    assert (change.standing, change.note) == (Standing.REPLACED, "in whose place: Bela Brook")
    with pytest.raises(ValidationError):
        replace_candidate(by="o", candidate=substitute, substitute=candidate, source="x")
