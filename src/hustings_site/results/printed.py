"""The certificate of a result, and the scrutineer's report on an election, as PDF.

Source of the report's fields: Trade Union and Labour Relations (Consolidation) Act 1992, ss. 52 and 52A (UK).
"""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from hustings.count.arithmetic import decimal_text
from hustings.count.transcript import Transcript
from hustings.count.transcript_file import read_transcript
from hustings.report.names import printed_names
from hustings_site.accounts.models import User
from hustings_site.elections.complaints.models import Complaint
from hustings_site.elections.complaints.selectors import register
from hustings_site.elections.models import Contest, Election
from hustings_site.elections.opening.models import BoardOpening
from hustings_site.journal.enums import ProposalState
from hustings_site.journal.models import Proposal
from hustings_site.pages.pdf import typeset
from hustings_site.pages.words import readers_words
from hustings_site.results.models import Result, ScrutineersReport
from hustings_site.results.selectors import results_in_force
from hustings_site.results.taking_part import Account, account_kept

Rows = list[list[str]]


def certificate(result: Result) -> bytes:
    """The certificate of a result, in the organisation's language."""
    with override(result.contest.election.organisation.language):
        return typeset("hustings_site.results", "certificate", certificate_data(result))


def report(handed_in: ScrutineersReport) -> bytes:
    """The scrutineer's report with the numbers of every contest, in the organisation's language."""
    with override(handed_in.election.organisation.language):
        return typeset("hustings_site.results", "report", report_data(handed_in))


def certificate_data(result: Result) -> dict[str, object]:
    """What the certificate says."""
    contest, election = result.contest, result.contest.election
    elected = result.elected.select_related("candidate")
    return {
        "title": _("Certificate of the result for %(post)s") % {"post": contest.title},
        "lead": f"{election}, {contest.get_state_display()}",
        "elected_title": _("Elected"),
        "elected": [place.candidate.printed_name for place in elected] or [_("nobody")],
        "vacant": [
            _("A place stays vacant: %(reason)s.") % {"reason": readers_words().said(str(reason))}
            for reason in result.vacant
        ],
        "certified": _certified(contest),
        "tables": [
            {"title": _("The numbers"), "rows": _numbers(account_kept(result))},
            {"title": _("Votes of each candidate at the first stage"), "rows": _votes(result)},
            {"title": _("How it was counted"), "rows": _how(result)},
        ],
        "lots": result.lots,
        "lots_title": _("Lots recorded"),
    }


def report_data(handed_in: ScrutineersReport) -> dict[str, object]:
    """What the scrutineer's report says."""
    election = handed_in.election
    results = list(results_in_force().filter(contest__election=election).select_related("contest"))
    return {
        "title": _("Scrutineer’s report: %(election)s") % {"election": election},
        "lead": _("Handed in by %(scrutineer)s on %(when)s.")
        % {"scrutineer": handed_in.scrutineer, "when": _moment(handed_in.at)},
        "contests": [
            {"title": each.contest.title, "numbers": _numbers(account_kept(each)), "votes": _votes(each)}
            for each in results
        ],
        "none": "" if results else _("No result is published yet."),
        "votes_title": _("Valid votes for each candidate, at the first stage"),
        "statements_title": _("Statements"),
        "statements": _statements(handed_in),
        "register_title": _("The register of members"),
        "register": _register(handed_in),
        "complaints_title": _("Complaints"),
        "complaints": [_complaint(each) for each in register(election)] or [_("None was made.")],
    }


def _numbers(account: Account | None) -> Rows:
    if account is None:
        return [[_("Nobody voted: there was no poll."), ""]]
    rows = (
        (_("Entitled to vote"), account.electors),
        (_("Voting codes in force"), account.issued),
        (_("Papers distributed"), account.distributed),
        (_("Returned and counted"), account.counted),
        (_("of them on screen"), account.screen),
        (_("of them at a kiosk"), account.kiosk),
        (_("of them on paper"), account.paper),
        (_("Came too late"), account.late),
        (_("Valid"), account.valid),
        (_("Invalid"), account.invalid),
        (_("Blank"), account.blank),
    )
    return [[what, _("not known") if number is None else str(number)] for what, number in rows]


def _votes(result: Result) -> Rows:
    transcript = _transcript(result)
    if transcript is None:
        return []
    first = transcript.stages()[0]
    names = printed_names(transcript.contest)
    return [[name, decimal_text(first.votes[c], transcript.decimals)] for c, name in enumerate(names)]


def _how(result: Result) -> Rows:
    opening = BoardOpening.objects.filter(contest=result.contest).first()
    rows = [
        [_("Rule"), f"{readers_words().said(result.method)} ({result.rule})"],
        [_("Text of the rule"), readers_words().said(result.rule_source)],
        [_("Program"), f"hustings {result.library_version}"],
        [_("Papers (SHA-256)"), result.ballot_file.sha256 if result.ballot_file else ""],
        [_("Transcript (SHA-256)"), result.transcript_hash],
    ]
    if opening is not None:
        rows += [
            [_("Archive of the ballots (SHA-256)"), opening.sha256],
            [_("Verdict of its verification"), opening.verdict],
        ]
    return [row for row in rows if row[1]]


def _certified(contest: Contest) -> list[str]:
    """Who certified it, and when."""
    row = Proposal.objects.filter(subject=contest.scope, act="elections.declare", state=ProposalState.APPROVED).first()
    if row is None:
        return [_("Not certified here by two officers.")]
    names = [name for scope in dict.fromkeys([row.proposed_by, row.decided_by]) if (name := _name(scope))]
    when = _moment(row.decided_at) if row.decided_at else ""
    return [_("Certified on %(when)s by %(names)s.") % {"when": when, "names": _(" and ").join(names)}]


def _name(scope: str) -> str:
    kind, _colon, key = scope.partition(":")
    if kind != "user":
        return ""
    return str(User.objects.filter(pk=int(key)).values_list("name", flat=True).first() or "")


def _statements(handed_in: ScrutineersReport) -> Rows:
    said = (
        (
            _("There are no reasonable grounds to believe that anything the law asks for was contravened."),
            handed_in.lawful,
            handed_in.lawful_reasons,
        ),
        (
            _(
                "The production, storage, distribution, return and handling of the papers, and the counting, had all "
                "the security that was reasonably practicable."
            ),
            handed_in.secure,
            handed_in.secure_reasons,
        ),
        (_("The scrutineer’s work was done without interference."), handed_in.free, handed_in.free_reasons),
    )
    rows = [
        [what, _("satisfied") if holds else _("not satisfied: %(reasons)s") % {"reasons": reasons}]
        for what, holds, reasons in said
    ]
    independent = handed_in.independent or _("nobody")
    return [*rows, [_("Independent persons who stored, distributed or counted papers"), independent]]


def _register(handed_in: ScrutineersReport) -> list[str]:
    lines = [_("The register of members %(how)s.") % {"how": handed_in.get_register_display()}]
    if handed_in.register_declined:
        lines.append(_("A request to inspect it was declined."))
    if handed_in.register_matters:
        lines.append(_("Brought to the organisation’s attention: %(what)s") % {"what": handed_in.register_matters})
    return lines


def _complaint(complaint: Complaint) -> str:
    ruling = getattr(complaint, "ruling", None)
    said = f"{complaint.number}: {complaint.get_matter_display()}, {complaint.get_state_display()}"
    if complaint.summary:
        said += f". {complaint.summary}"
    if ruling is not None:
        said += f". {_('Upheld') if ruling.upheld else _('Not upheld')}: {ruling.reason}"
    return said


def _transcript(result: Result) -> Transcript | None:
    return read_transcript(result.transcript.encode()) if result.transcript else None


def _moment(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "j F Y, H:i")


def reported(election: Election) -> ScrutineersReport | None:
    """The report in force of an election's scrutineer."""
    return ScrutineersReport.objects.filter(election=election).first()
