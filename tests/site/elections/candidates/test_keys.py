import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import override_settings
from lampwrights import NOW, Union

from hustings_site.elections.candidates.enums import Delivery
from hustings_site.elections.candidates.keys import file_of, mail_key, print_key, try_code
from hustings_site.elections.candidates.models import CandidateFile
from hustings_site.elections.models import Candidate

pytestmark = pytest.mark.django_db


@pytest.fixture
def candidate(union: Union) -> Candidate:
    return union.nominate("Ida Inch", "alderby")


def mailed(candidate: Candidate, capture: object) -> str:
    """Send the key; the code as it stands in the mail."""
    with capture(execute=True):
        mail_key(by="test", candidate=candidate, address=lambda link: f"https://example.org/stand/{link}/", now=NOW)
    found = re.search(r"this code: (\S+)", mail.outbox[-1].body)
    assert found
    return found[1]


def test_mail_brings_link_and_code_and_nothing_is_stored_of_the_code(
    candidate: Candidate, django_capture_on_commit_callbacks: object
) -> None:
    code = mailed(candidate, django_capture_on_commit_callbacks)
    file = CandidateFile.objects.get()
    [message] = mail.outbox
    assert message.to == ["ida@example.org"]
    assert message.subject == "You have been nominated for Executive"
    assert f"https://example.org/stand/{file.link}/" in message.body
    assert re.fullmatch(r"[A-Z2-9]{4}-[A-Z2-9]{4}", code)
    assert code.replace("-", "") not in file.code
    assert (file.delivery, file.delivery_note) == (Delivery.SENT, "")


def test_code_opens_the_page_however_it_is_typed(
    candidate: Candidate, django_capture_on_commit_callbacks: object
) -> None:
    code = mailed(candidate, django_capture_on_commit_callbacks)
    link = file_of(candidate).link
    for typed in (code, code.lower(), code.replace("-", " "), f" {code.replace('-', '')} "):
        assert try_code(link=link, typed=typed, now=NOW).candidate == candidate


def test_newer_code_takes_the_older_out_of_use(
    candidate: Candidate, django_capture_on_commit_callbacks: object
) -> None:
    older = mailed(candidate, django_capture_on_commit_callbacks)
    newer = print_key(by="test", candidate=candidate, now=NOW)
    link = file_of(candidate).link
    with pytest.raises(ValidationError):
        try_code(link=link, typed=older, now=NOW)
    assert try_code(link=link, typed=newer, now=NOW).delivery == Delivery.LETTER


def test_after_five_wrong_codes_even_the_right_one_waits_a_quarter_of_an_hour(candidate: Candidate) -> None:
    code = print_key(by="test", candidate=candidate, now=NOW)
    link = file_of(candidate).link
    for _attempt in range(5):
        with pytest.raises(ValidationError) as refusal:
            try_code(link=link, typed="AAAA-AAAA", now=NOW)
        assert refusal.value.code == "wrong"
    with pytest.raises(ValidationError) as refusal:
        try_code(link=link, typed=code, now=NOW + timedelta(minutes=14))
    assert refusal.value.messages == [
        "Too many wrong codes were typed here. Try again at 12:15, or ask the returning officer for another."
    ]
    assert try_code(link=link, typed=code, now=NOW + timedelta(minutes=15)).wrong_codes == 0


def test_no_code_is_right_before_one_is_sent(candidate: Candidate) -> None:
    link = file_of(candidate).link
    with pytest.raises(ValidationError):
        try_code(link=link, typed="", now=NOW)


def test_candidate_without_an_address_gets_a_letter(union: Union) -> None:
    candidate = union.nominate("Jo Jarrow", "alderby")
    with pytest.raises(ValidationError) as refusal:
        mail_key(by="test", candidate=candidate, address=str, now=NOW)
    assert refusal.value.messages == ["Jo Jarrow has no e-mail address: print the letter instead."]
    assert file_of(candidate).address == "6 Lamp Row"


@override_settings(EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=9)
def test_mail_that_no_server_took_is_not_called_sent(
    candidate: Candidate, django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        mail_key(by="test", candidate=candidate, address=str, now=NOW)
    file = CandidateFile.objects.get()
    assert (file.delivery, "refused" in file.delivery_note) == (Delivery.FAILED, True)
