"""The register of complaints as an Atom feed, newest first."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from hustings_site.elections.complaints.models import Complaint
from hustings_site.elections.complaints.selectors import election_with_complaints, register


def view(request: HttpRequest, election: str) -> HttpResponse:
    found = election_with_complaints(election)
    page = request.build_absolute_uri(reverse("elections:complaints", args=[found.slug]))
    feed = Atom1Feed(
        title=_("Complaints and rulings: %(election)s") % {"election": found},
        link=page,
        description="",
        feed_url=request.build_absolute_uri(),
        author_name=found.organisation.name,
        feed_guid=f"tag:{request.get_host()},2026:complaints/{found.slug}",
    )
    for complaint in reversed(register(found)):
        ruling = getattr(complaint, "ruling", None)
        feed.add_item(
            title=_("Number %(number)d: %(state)s")
            % {"number": complaint.number, "state": complaint.get_state_display()},
            link=request.build_absolute_uri(reverse("elections:complaint", args=[found.slug, complaint.number])),
            description=_summary(complaint),
            unique_id=f"tag:{request.get_host()},2026:complaint/{found.slug}/{complaint.number}",
            pubdate=complaint.received_at,
            updateddate=ruling.at if ruling else complaint.received_at,
        )
    response = HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _summary(complaint: Complaint) -> str:
    ruling = getattr(complaint, "ruling", None)
    said = [complaint.get_matter_display(), complaint.summary, ruling.reason if ruling else ""]
    return ". ".join(part for part in said if part)
