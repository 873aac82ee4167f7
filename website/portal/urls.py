"""The addresses of the public pages."""

from django.urls import path

from website.portal.views import (
    agreements,
    counts,
    guides,
    home,
    maps,
    numeralia,
    places,
    plans,
    sources,
    works,
)

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("agreements/", agreements.agreements, name="agreements"),
    path("agreements/<int:pk>/", agreements.agreement, name="agreement"),
    path("agreements/<int:pk>/documents/<int:document>/", agreements.document, name="document"),
    path("agreements/<int:pk>/sides/", agreements.sides, name="sides"),
    path("places/", places.places, name="places"),
    path("places/find.json", places.find, name="find_places"),
    path("places/<str:place_id>/", places.place, name="place"),
    path("map/", maps.map_page, name="map"),
    path("map/arcs.json", maps.arcs_file, name="arcs"),
    path("numeralia/", numeralia.numeralia_page, name="numeralia"),
    path("numeralia.<str:kind>", numeralia.download, name="numeralia_file"),
    path("counts/", counts.counts, name="counts"),
    path("plans/", plans.plans, name="plans"),
    path("plans/<int:pk>/", plans.plan, name="plan"),
    path("plans/<int:pk>/feed.atom", plans.feed, name="plan_feed"),
    path("plans/<int:pk>/indicators/<int:part>/", plans.indicator, name="plan_indicator"),
    path("guides/", guides.guides, name="guides"),
    path("guides/<str:code>/", guides.country, name="guide"),
    path("projects/<int:pk>/", works.project, name="project"),
    path("visits/<int:pk>/", works.visit, name="visit"),
    path("sources/<int:pk>/", sources.source, name="source"),
    path("about/", home.about, name="about"),
]
