"""The addresses of the staff's pages on agreements."""

from django.urls import path

from website.agreements.views import (
    counterpart,
    desk,
    editing,
    finding,
    places,
    publishing,
    sheet,
    tending,
)

app_name = "agreements"
urlpatterns = [
    path("", desk.desk, name="list"),
    path("findings/", desk.findings, name="findings"),
    path("places/", finding.places, name="places"),
    path("places/same/", tending.same, name="same_places"),
    path("places/same/apart/", tending.apart, name="keep_apart"),
    path("places/names/", tending.names, name="written_names"),
    path("places/new/", places.add, name="add_place"),
    path("places/merges/<int:pk>/undo/", places.undo, name="undo_merge"),
    path("places/<str:place_id>/", places.place, name="place"),
    path("places/<str:place_id>/edit/", places.edit, name="edit_place"),
    path("places/<str:place_id>/merge/", places.merge, name="merge_place"),
    path("agreements/new/", editing.add, name="add"),
    path("agreements/<int:pk>/", sheet.sheet, name="sheet"),
    path("agreements/<int:pk>/edit/", editing.edit, name="edit"),
    path("agreements/<int:pk>/counterpart/", counterpart.counterpart, name="counterpart"),
    path("counterparts/", counterpart.differences, name="differences"),
    path("counterparts/invitations/<int:pk>/revoke/", counterpart.revoke, name="revoke"),
    path("counterparts/answers/<int:pk>/decide/", counterpart.decide, name="decide"),
    path("agreements/<int:pk>/history/", sheet.history, name="history"),
    path("agreements/<int:pk>/publish/", publishing.publish, name="publish"),
    path("agreements/<int:pk>/unpublish/", publishing.unpublish, name="unpublish"),
]
