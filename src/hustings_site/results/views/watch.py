"""The count as it goes on, for scrutineers and observers: every step, the lot that it waits for, each stage counted.

The page looks again by itself, without a script, until its reader lets it stand still.
"""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hustings.count.transcript_file import read_transcript
from hustings.report.narration import stories
from hustings.report.table import stage_table
from hustings_site.elections.desk_door import OfficersRequest, signed_in
from hustings_site.elections.desk_selectors import election_watched_by
from hustings_site.elections.opening.page import contest_page
from hustings_site.pages.words import readers_words
from hustings_site.results.declare_page import declare_page, lot_asked
from hustings_site.results.views.declare import contest_polled


@signed_in
@require_safe
def view(request: OfficersRequest, election: str, contest: str) -> HttpResponse:
    found = election_watched_by(request.user, election)
    row = contest_polled(found, contest)
    page = declare_page(row)
    counted = page.draft.transcript if page.draft else page.result.transcript if page.result else ""
    transcript = read_transcript(counted.encode()) if counted else None
    still = "still" in request.GET
    context = {
        "election": found,
        "opening": contest_page(row),
        "page": page,
        "lot": lot_asked(page.draft) if page.draft else "",
        "lots": str(page.draft.fields.get("lots", "")) if page.draft else "",
        "transcript": transcript,
        "stories": list(stories(transcript, readers_words())) if transcript else [],
        "table": stage_table(transcript) if transcript else None,
        "still": still,
        "place": "desk",
    }
    answer = render(request, "results/watch.html", context)
    if not still and not page.result:
        answer["Refresh"] = "5"
    return answer
