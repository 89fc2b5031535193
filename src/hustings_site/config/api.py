"""The API, room by room; its description is `/api/openapi.json`, and `/api/` shows it to people."""

from ninja import NinjaAPI

from hustings_site.campaign.api import router as campaign
from hustings_site.committees.api import router as committees
from hustings_site.elections.api import router as elections
from hustings_site.motions.api import router as motions
from hustings_site.results.api import router as results
from hustings_site.roll.api import router as roll
from hustings_site.roll.public_api import router as organisations
from hustings_site.slates.api import alliances, recommendations, slates

api = NinjaAPI(
    title="Hustings",
    version="1",
    description="What is public of elections, open to everybody; an organisation's own roll, by a key of its own.",
    urls_namespace="api",
    docs_url=None,
    openapi_url="openapi.json",
)
api.add_router("/organisations", organisations)
api.add_router("/elections", elections)
api.add_router("/results", results)
api.add_router("/campaign", campaign)
api.add_router("/slates", slates)
api.add_router("/alliances", alliances)
api.add_router("/recommendations", recommendations)
api.add_router("/committees", committees)
api.add_router("/motions", motions)
api.add_router("/roll", roll)
