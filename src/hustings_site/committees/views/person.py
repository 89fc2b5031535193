"""A representative: seats, how they came to them and what they said before, attendance, votes beside what was
promised, reports, questions and answers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from hustings_site.committees.doors import committee_at, today
from hustings_site.committees.enums import WITHOUT_DIVISION, Option
from hustings_site.committees.forms import QuestionForm
from hustings_site.committees.models import Person, Seat
from hustings_site.committees.permissions import is_representative
from hustings_site.committees.recall.selectors import called_to_account
from hustings_site.committees.selectors.meetings import attended_of, votes_of
from hustings_site.committees.selectors.reports import ledger
from hustings_site.committees.selectors.representative import candidacies_of
from hustings_site.committees.selectors.seats import sitting
from hustings_site.committees.services.reports import ask_question


def view(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    committee = committee_at(slug)
    person = get_object_or_404(Person, pk=pk, organisation=committee.organisation)
    question = QuestionForm(request.POST or None)
    if request.method == "POST" and question.is_valid():
        ask_question(committee=committee, person=person, **question.cleaned_data)
        messages.success(request, _("Your question is with the clerk, who lets it through or says why not."))
        return redirect("committees:person", committee.slug, person.pk)
    shown = sitting(committee, today())
    seats = Seat.objects.filter(section__committee=committee).select_related("section").in_bulk()
    found = ledger(committee, today())
    petitions, accountability = called_to_account(person, committee)
    context = {
        "committee": committee,
        "person": person,
        "tenures": [(seats[each.seat], each) for each in shown.tenures if each.person == person.pk],
        "candidacies": candidacies_of(person),
        "attendance": attended_of(person, committee),
        "votes": votes_of(person, committee, labels()),
        "reports": [row for row in found.rows if row.person.pk == person.pk],
        "promised": found.promises.get(person.pk),
        "questions": person.questions.filter(committee=committee).exclude(shown_at=None),
        "petitions": petitions,
        "accountability": accountability,
        "question": question,
        "own": is_representative(request.user, person),
        "place": "committees",
    }
    return render(request, "committees/person.html", context)


def labels() -> dict[str, str]:
    """What each option is called, and why a vote is not scored."""
    return {
        **{option.value: str(option.label) for option in Option},
        WITHOUT_DIVISION: _("agreed without a division: nobody’s vote was recorded"),
        "no answer": _("not scored: no yes or no was given to this point"),
        "free": _("not scored: a free vote"),
        "no vote": _("not scored: no vote for or against"),
    }
