"""A frozen roll as everybody sees it: the rule, the fingerprint, counts, and every late change without a name."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from hustings_site.roll.electorates import Names, read_rule, sentences
from hustings_site.roll.models import FrozenRoll, Organisation
from hustings_site.roll.quality import FINDINGS
from hustings_site.roll.selectors import changes_of, entitled_now, shown


def view(request: HttpRequest, organisation: str, roll: int) -> HttpResponse:
    where = get_object_or_404(Organisation, slug=organisation)
    found = get_object_or_404(FrozenRoll.objects.of(where).select_related("organisation", "electorate"), pk=roll)
    names = Names.of(where)
    context = {
        "organisation": where,
        "roll": found,
        "tests": sentences(read_rule(found.rule), names),
        "now": entitled_now(found),
        "branches": _named(found.counts.get("branches", {}), names.branch),
        "categories": _named(found.counts.get("categories", {}), names.category),
        "quality": [(title, found.quality.get(finding, 0)) for finding, title in FINDINGS.items()],
        "changes": changes_of(found),
    }
    return render(request, "roll/public_roll.html", context)


def _named(counts: dict[str, int], name: object) -> object:
    assert callable(name)
    return shown({name(code): n for code, n in counts.items()})
