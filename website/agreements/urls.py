"""The addresses of the staff's pages on agreements."""

from django.urls import path

from website.agreements.views import desk, editing, publishing, sheet

app_name = "agreements"
urlpatterns = [
    path("", desk.desk, name="list"),
    path("findings/", desk.findings, name="findings"),
    path("places/", desk.places, name="places"),
    path("agreements/new/", editing.add, name="add"),
    path("agreements/<int:pk>/", sheet.sheet, name="sheet"),
    path("agreements/<int:pk>/edit/", editing.edit, name="edit"),
    path("agreements/<int:pk>/history/", sheet.history, name="history"),
    path("agreements/<int:pk>/publish/", publishing.publish, name="publish"),
    path("agreements/<int:pk>/unpublish/", publishing.unpublish, name="unpublish"),
]
