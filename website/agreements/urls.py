"""The addresses of the staff's pages on agreements."""

from django.urls import path

from website.agreements.views import (
    bench,
    counterpart,
    desk,
    documents,
    editing,
    finding,
    papers,
    places,
    publishing,
    sheet,
    templates,
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
    path("agreements/<int:pk>/documents/new/", documents.add, name="add_document"),
    path("agreements/<int:pk>/write/", papers.write, name="write_paper"),
    path("agreements/<int:pk>/bench/", bench.bench, name="bench"),
    path("documents/<int:pk>/file", documents.file, name="document_file"),
    path("documents/<int:pk>/redact/", documents.redact, name="redact"),
    path("documents/<int:pk>/publish/", documents.publish, name="publish_document"),
    path("documents/<int:pk>/unpublish/", documents.unpublish, name="unpublish_document"),
    path(
        "documents/<int:pk>/redacted/<int:number>/file",
        documents.redacted_file,
        name="redacted_file",
    ),
    path("templates/", templates.templates, name="templates"),
    path("templates/<int:pk>/file", templates.file, name="template_file"),
    path("templates/shipped/<str:choice>.docx", templates.shipped, name="shipped_template"),
]
