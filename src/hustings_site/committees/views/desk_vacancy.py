"""The workbench of one vacancy: yield, ask, record consent, fill or leave empty."""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from hustings_site.committees.clauses import left
from hustings_site.committees.doors import SignedInRequest, committee_to_keep, today
from hustings_site.committees.models import ReserveList, Vacancy, Yielded
from hustings_site.committees.selectors.vacancies import vacancy_at
from hustings_site.committees.services import vacancies
from hustings_site.elections.models import Contest, PublishedList
from hustings_site.pages.stale import AlreadySentError, slip, take
from hustings_site.results.models import Result
from hustings_site.results.selectors import results_in_force

Row = TypeVar("Row", bound=Model)


@login_required
def view(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    committee = committee_to_keep(request, slug)
    vacancy = vacancy_at(committee, pk)
    if request.method == "POST":
        try:
            with transaction.atomic():
                held = Vacancy.objects.select_for_update().get(pk=vacancy.pk)
                take(request.POST, *seen(held))
                messages.success(request, acted(request, held))
        except AlreadySentError:
            pass
        except ValidationError as refused:
            messages.add_message(request, messages.WARNING, " ".join(refused.messages), extra_tags="stop")
        return redirect("committees:desk_vacancy", committee.slug, vacancy.pk)
    organisation = committee.organisation
    results = results_in_force().filter(contest__election__organisation=organisation)
    context = {
        "committee": committee,
        "vacancy": vacancy,
        "left": left(vacancy.event.on, vacancy.term_ends) if vacancy.term_ends else None,
        "yielded": vacancy.yielded.all(),
        "results": results.select_related("contest__election"),
        "reserves": ReserveList.objects.filter(
            section__committee=committee, corrected_by=None, struck=False
        ).select_related("section", "result__contest__election__organisation"),
        "pools": PublishedList.objects.filter(contest__election__organisation=organisation),
        "contests": Contest.objects.filter(election__organisation=organisation).select_related("election"),
        "slip": slip(*seen(vacancy)),
        "today": today(),
        "place": "desk",
    }
    return render(request, "committees/desk_vacancy.html", context)


def seen(vacancy: Vacancy) -> list[object]:
    """What the clerk sees that may change."""
    answers = vacancy.yielded.values_list("position", "consent")
    return [
        vacancy.state,
        vacancy.result_id,
        vacancy.pool_id,
        vacancy.reserves_id,
        vacancy.by_election_id,
        list(answers),
    ]


def acted(request: SignedInRequest, vacancy: Vacancy) -> str:
    """Do what the button says; what was done, in a sentence."""
    by, sent = request.user.scope, request.POST
    site = request.build_absolute_uri("/").rstrip("/")
    match sent.get("act"):
        case "result":
            found = vacancies.yield_from_result(
                by=by, vacancy=vacancy, result=chosen(Result.objects.all(), sent, "result")
            )
            return _("%(n)d candidates, in the order of the clause.") % {"n": len(found)}
        case "pool":
            return _("%(n)d candidates, in the order of the clause.") % {"n": len(from_pool(by, vacancy, sent))}
        case "name":
            named = vacancies.name_somebody(by=by, vacancy=vacancy, name=sent.get("name", ""))
            return _("Named: %(name)s.") % {"name": named.name}
        case "by_election":
            vacancies.link_by_election(by=by, vacancy=vacancy, contest=chosen(Contest.objects.all(), sent, "contest"))
            return _("Linked to the by-election.")
        case "ask":
            notice = vacancies.ask(by=by, yielded=one_of(vacancy, sent), site=site)
            return _("In the post.") if notice.mail else _("A letter is to be printed: no e-mail address is known.")
        case "consents" | "declines" as said:
            vacancies.answer(
                by=by, yielded=one_of(vacancy, sent), consents=said == "consents", said=sent.get("said", "")
            )
            return _("The answer is recorded.")
        case "elected":
            result = chosen(Result.objects.all(), sent, "result")
            vacancies.fill_from_by_election(
                by=by, vacancy=vacancy, result=result, on=day(sent), reasons=sent.get("reasons", "")
            )
            return _("The seat is filled.")
        case "fill":
            vacancies.fill(by=by, vacancy=vacancy, on=day(sent), reasons=sent.get("reasons", ""), site=site)
            return _("The seat is filled.")
        case "empty":
            vacancies.leave_empty(by=by, vacancy=vacancy, reasons=sent.get("reasons", ""))
            return _("The seat stays empty.")
    raise ValidationError(_("Nothing here is called that."))


def from_pool(by: str, vacancy: Vacancy, sent: QueryDict) -> list[Yielded]:
    """Everybody of the reserves or of the published list that was chosen."""
    kind, _dash, key = sent.get("pool", "").rpartition("-")
    if kind == "reserves":
        kept = ReserveList.objects.filter(section__committee=vacancy.seat.section.committee_id)
        return vacancies.yield_from_reserves(by=by, vacancy=vacancy, reserves=chosen(kept, {"pool": key}, "pool"))
    return vacancies.yield_from_pool(by=by, vacancy=vacancy, pool=chosen(PublishedList.objects.all(), sent, "pool"))


def chosen(rows: QuerySet[Row], sent: Mapping[str, str], name: str) -> Row:
    """The row that was chosen. Raises ValidationError where there is none."""
    key = sent.get(name, "")
    found = rows.filter(pk=int(key)).first() if key.isdecimal() else None
    if found is None:
        raise ValidationError(_("Choose one."))
    return found


def one_of(vacancy: Vacancy, sent: QueryDict) -> Yielded:
    """The one of whom a button speaks."""
    return chosen(vacancy.yielded.all(), sent, "yielded")


def day(sent: QueryDict) -> date:
    """The day that was typed. Raises ValidationError where it is none."""
    try:
        found = parse_date(sent.get("on", ""))
    except ValueError:
        found = None
    if found is None:
        raise ValidationError(_("Give the day, as 2026-05-31."))
    return found
