"""The public page of a result that was polled here: numbers, proofs that anybody repeats, certificate and report."""

import hashlib
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse
from key_holders import browser, person, send
from opened import officers, opened_poll
from polled import Polled

from hustings.cli import main
from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import User
from hustings_site.elections.approved_acts import propose_declaration
from hustings_site.elections.enums import ContestState, Standing
from hustings_site.elections.models import Contest
from hustings_site.elections.opening.models import BoardOpening
from hustings_site.journal.models import Proposal
from hustings_site.results.models import Draft, PublishedAccount, Result, ScrutineersReport
from hustings_site.results.printed import certificate_data, report_data

pytestmark = pytest.mark.django_db

STATEMENTS = {"lawful": "on", "secure": "on", "free": "on", "register": "own", "independent": "Ada Ash, who counted"}


@pytest.fixture(autouse=True)
def _folder(settings: object, tmp_path: Path) -> None:
    settings.DATA = tmp_path / "data"  # type: ignore[attr-defined]


def published(vote: Polled) -> Result:
    """Counted, certified and published by two officers."""
    orla, dan = officers(vote)
    page = reverse("results:declare", args=[vote.election.slug, vote.executive.slug])
    orla.post(page, {"count": "yes"})
    send(orla, page, {"certify": "yes"})
    agree(dan)
    orla.post(reverse("results:draft_preview", args=[Draft.objects.get().pk]))
    agree(dan)
    return Result.objects.get()


def agree(deputy: Client) -> None:
    waits = reverse("elections:approval", args=[Proposal.objects.latest("pk").pk])
    assert send(deputy, waits, {"approve": "yes"}).status_code == 302


def address(vote: Polled, name: str, *more: object) -> str:
    return reverse(f"results:{name}", args=[vote.election.slug, vote.executive.slug, *more])


def test_check_7_page_tells_entitled_issued_cast_and_spoilt_by_channel(visitor: Client) -> None:
    vote = opened_poll()
    result = published(vote)
    assert PublishedAccount.objects.get(result=result).figures == {
        "electors": 5, "issued": 5, "counted": 3, "screen": 3, "kiosk": 0, "paper": 0, "late": 0,
        "valid": 3, "invalid": 0, "blank": 0, "distributed": 0, "branches": [["Alderby", 5, None]],
    }  # fmt: skip
    page = visitor.get(address(vote, "result")).text
    figures = dict(re.findall(r"<div><dt>(.+?)</dt><dd>(.+?)</dd></div>", page))
    assert figures["Entitled to vote"] == figures["Voting codes in force"] == "5"
    assert (figures["Voted on screen"], figures["Voted on paper"], figures["Invalid"]) == ("3", "0", "0")
    assert "kept back" in page


def test_check_8_anybody_verifies_and_counts_again_with_the_commands_of_the_page(
    visitor: Client, tmp_path: Path
) -> None:
    vote = opened_poll()
    result = published(vote)
    page = visitor.get(address(vote, "result")).text
    verify_block, count_block = re.findall(r"<pre[^>]*><code>(.+?)</code></pre>", page, re.DOTALL)
    whole = b"".join(visitor.get(reverse("booth:archive", args=[vote.executive.poll])))
    opening = BoardOpening.objects.get(contest=vote.executive)
    assert hashlib.sha256(whole).hexdigest() == opening.sha256
    assert opening.sha256 in page
    (tmp_path / f"{vote.executive.poll}.bel").write_bytes(whole)
    downloads = {
        "papers": f"{vote.executive.slug}.blt",
        "count_file": "contest.toml",
    }
    for name, file in downloads.items():
        more = ["contest"] if name == "count_file" else []
        (tmp_path / file).write_bytes(visitor.get(address(vote, name, 1, *more)).content)
    said = ""
    for line in [*verify_block.splitlines(), *count_block.splitlines()]:
        words = shlex.split(line)
        if words[0] == "hustings":
            arguments = [str(tmp_path / word) if (tmp_path / word).is_file() else word for word in words[1:]]
            ran = CliRunner().invoke(main, arguments)
            assert ran.exit_code == 0, ran.output
            said += ran.output
    assert result.transcript_hash in said
    altered = tmp_path / "altered.bel"
    altered.write_bytes(whole.replace(b'"num_tallied":3', b'"num_tallied":2'))
    assert CliRunner().invoke(main, ["verify", str(altered)]).exit_code == 1


def test_certificate_says_who_is_elected_by_which_votes_and_who_certified() -> None:
    vote = opened_poll()
    result = published(vote)
    said = certificate_data(result)
    assert said["elected"] == ["Bela Brook"]
    assert re.fullmatch(r"Certified on .+ by Orla and Dan\.", said["certified"][0])  # type: ignore[index]
    numbers, votes, how = (part["rows"] for part in said["tables"])  # type: ignore[attr-defined]
    assert ["Returned and counted", "3"] in numbers
    assert votes == [["Alma Ardent", "1.00000"], ["Bela Brook", "2.00000"], ["Ida Inch", "0.00000"]]
    assert ["Transcript (SHA-256)", result.transcript_hash] in how
    pdf = Client(headers={"host": "127.0.0.1"}).get(address(vote, "certificate", 1))
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")


def test_scrutineer_reports_and_the_law_lets_nothing_be_published_before(visitor: Client) -> None:
    vote = opened_poll()
    vote.election.statutory = True
    vote.election.save()
    orla, dan = officers(vote)
    page = reverse("results:declare", args=[vote.election.slug, vote.executive.slug])
    orla.post(page, {"count": "yes"})
    send(orla, page, {"certify": "yes"})
    agree(dan)
    orla.post(reverse("results:draft_preview", args=[Draft.objects.get().pk]))
    waits = reverse("elections:approval", args=[Proposal.objects.latest("pk").pk])
    assert "the scrutineer hands in the report first" in send(dan, waits, {"approve": "yes"}).text
    tam = browser(person("Tam", Office.SCRUTINEER, vote.election))
    form = reverse("results:scrutineer", args=[vote.election.slug])
    pdf = reverse("results:scrutineers_report", args=[vote.election.slug])
    assert "Say why this does not hold, or tick it." in tam.post(form, {**STATEMENTS, "free": ""}).text
    assert not ScrutineersReport.objects.exists()
    assert tam.post(form, STATEMENTS).status_code == 302
    assert (visitor.get(pdf).status_code, tam.get(pdf).status_code) == (404, 200)
    assert send(dan, waits, {"approve": "yes"}).status_code == 302
    assert visitor.get(pdf).content[:5] == b"%PDF-"
    said = report_data(ScrutineersReport.objects.get())
    (contest,) = said["contests"]  # type: ignore[misc]
    assert contest["votes"][1] == ["Bela Brook", "2.00000"]
    assert [row[1] for row in said["statements"]] == ["satisfied"] * 3 + ["Ada Ash, who counted"]  # type: ignore[attr-defined]
    assert said["register"] == ["The register of members was inspected on the scrutineer’s own motion."]
    assert said["complaints"] == ["None was made."]
    assert "Scrutineer’s report (PDF)" in visitor.get(address(vote, "result")).text


def test_check_7_unopposed_contest_says_so(visitor: Client, officer: User) -> None:
    vote = opened_poll()
    contest = vote.youth
    Contest.objects.filter(pk=contest.pk).update(state=ContestState.UNOPPOSED, poll=None)
    contest.refresh_from_db()
    vote.election.organisation.two_officers = False
    vote.election.organisation.save()
    propose_declaration(by=officer.scope, contest=contest)
    assert set(contest.candidates.values_list("standing", flat=True)) == {Standing.ELECTED}
    page = visitor.get(reverse("elections:contest", args=[vote.election.slug, contest.slug])).text
    assert "Elected without a poll, since no more stood than there are places:" in page
    Contest.objects.filter(pk=contest.pk).update(state=ContestState.INQUORATE)
    page = visitor.get(reverse("elections:contest", args=[vote.election.slug, contest.slug])).text
    assert "Too few have voted: nobody is elected." in page
