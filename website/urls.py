"""Every address of the website."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from website.api.urls import api
from website.desks.views.reminding import calendar_feed
from website.exchange.views import inbox
from website.portal import health
from website.reports.views import public_sheet

handler400 = "website.portal.refusals.bad_request"
urlpatterns = [
    path("healthz", health.process, name="healthz"),
    path("readyz", health.readiness, name="readyz"),
    path(".well-known/twinpact.json", inbox.well_known, name="well_known"),
    path("exchange/inbox", inbox.inbox, name="inbox"),
    path("api/v1/", api.urls),
    path("calendar/<str:token>.ics", calendar_feed, name="calendar_feed"),
    path("i18n/", include("django.conf.urls.i18n")),
    *i18n_patterns(
        path("accounts/", include("allauth.urls")),
        path("desk/", include("website.accounts.urls")),
        path("desk/sites/", include("website.exchange.peer_urls")),
        path("desk/imports/", include("website.exchange.urls")),
        path("desk/projects/", include("website.projects.urls")),
        path("desk/visits/", include("website.visits.urls")),
        path("desk/network/", include("website.network.urls")),
        path("desk/", include("website.procedures.urls")),
        path("desk/", include("website.plans.urls")),
        path("desk/", include("website.iati.urls")),
        path("desk/", include("website.desks.urls")),
        path("desk/", include("website.priorities.urls")),
        path("desk/", include("website.reports.urls")),
        path("desk/", include("website.agreements.urls")),
        path("answer/", include("website.agreements.answer_urls")),
        path("agreements/<int:pk>/sheet.pdf", public_sheet, name="public_sheet"),
        path("", include("website.portal.urls")),
    ),
]
