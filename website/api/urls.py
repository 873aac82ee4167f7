"""The API's door: every resource, and its description at ``/api/v1/openapi.json``."""

from ninja import NinjaAPI

from website.api.agreements import router as agreements
from website.api.downloads import router as downloads
from website.api.iati import router as iati
from website.api.numeralia import router as numeralia
from website.api.places import router as places
from website.api.plans import router as plans

api = NinjaAPI(
    title="Twinpact",
    version="1",
    description="The published records of the register: agreements, places, counts and plans.",
    urls_namespace="api",
    docs_url=None,
)
api.add_router("", downloads)
api.add_router("", iati)
api.add_router("", agreements)
api.add_router("", places)
api.add_router("", numeralia)
api.add_router("", plans)
