"""A batch of papers: entered, entered again by somebody else, decided where they differ, ruled on when challenged."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from hustings_site.elections.desk_door import OfficersRequest, signed_in
from hustings_site.elections.papers.deeds import Deed, deeds_page
from hustings_site.elections.papers.door import batch_run
from hustings_site.elections.papers.entry import adjudicate, enter_batch, recount_batch, rule_on_challenge
from hustings_site.elections.papers.enums import BatchState
from hustings_site.elections.papers.forms import DecideForm, EnterForm, RecountForm, RuleOnPaperForm
from hustings_site.elections.papers.models import Batch, Challenge
from hustings_site.elections.papers.pages import differing, letters_of, papers_read, reasons


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, batch: int) -> HttpResponse:
    found = batch_run(request, batch)
    by = request.user.scope
    mine = found.entries.filter(by=by).exists()
    page = deeds_page(request, _deeds(by, found, mine=mine))
    if page.acted:
        return redirect("elections:paper_batch", found.pk)
    context = {
        "batch": found,
        "contest": found.contest,
        "election": found.contest.election,
        "mine": mine and found.state == BatchState.SECOND,
        "letters": letters_of(found.contest),
        "reasons": reasons(),
        "papers": papers_read(found),
        "adjudications": found.adjudications.all(),
        "page": page,
        "place": "desk",
    }
    return render(request, "elections/papers/batch.html", context, status=page.status)


def _deeds(by: str, batch: Batch, *, mine: bool) -> list[Deed]:
    def seen() -> tuple[object, ...]:
        held = Batch.objects.select_for_update().get(pk=batch.pk)
        return (held.state, held.papers)

    if batch.state == BatchState.AGREED:
        waiting = batch.challenges.filter(adjudication=None)
        return [_ruling(by, challenge) for challenge in waiting]
    recount = Deed(
        "recount",
        gettext_lazy("Another number of papers is in it"),
        gettext_lazy("Put the count right"),
        RecountForm,
        lambda said: recount_batch(by=by, batch=batch, **said),
        warning=gettext_lazy("The batch is entered anew, twice. The journal says what was found."),
        seen=seen,
        done=gettext_lazy("The count is put right: enter the batch anew."),
    )
    if batch.state == BatchState.DIFFERS:
        found = differing(batch)
        decide = Deed(
            "decide",
            gettext_lazy("Decide the papers that were read differently"),
            gettext_lazy("Decide"),
            lambda *args, **kwargs: DecideForm(*args, differing=found, **kwargs),
            lambda said: adjudicate(
                by=by,
                batch=batch,
                decided={int(k.removeprefix("paper_")): v for k, v in said.items() if k.startswith("paper_")},
                reason=said["reason"],
                watched_by=said["watched_by"],
            ),
            warning=gettext_lazy("Look at each paper itself, with somebody watching."),
            seen=seen,
            done=gettext_lazy("Decided: the batch is agreed."),
        )
        return [decide, recount]
    enter = Deed(
        "enter",
        gettext_lazy("Enter the papers"),
        gettext_lazy("These are the papers"),
        lambda *args, **kwargs: EnterForm(*args, papers=batch.papers, **kwargs),
        lambda said: enter_batch(by=by, batch=batch, text=said["text"]),
        warning=_("%(n)d papers, %(n)d lines. Nobody sees what the other person typed.") % {"n": batch.papers},
        seen=seen,
        done=gettext_lazy("Entered."),
    )
    return [recount] if mine else [enter, recount]


def _ruling(by: str, challenge: Challenge) -> Deed:
    words = {"paper": challenge.paper, "reason": challenge.reason}
    return Deed(
        f"challenge_{challenge.pk}",
        _("Paper %(paper)d is challenged: %(reason)s") % words,
        gettext_lazy("Rule on the paper"),
        RuleOnPaperForm,
        lambda said: rule_on_challenge(by=by, challenge=challenge, **said),
        warning=gettext_lazy("Look at the paper itself, with whoever challenges it. It can stay as it was read."),
        done=gettext_lazy("Ruled."),
    )
