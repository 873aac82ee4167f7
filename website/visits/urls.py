"""The addresses of the staff's pages on visits."""

from django.urls import path

from website.visits.views import commitments, listing, people, report, visit

app_name = "visits"
urlpatterns = [
    path("", listing.visits, name="list"),
    path("new/", visit.add, name="add"),
    path("commitments/", listing.commitments, name="commitments"),
    path("commitments/<int:pk>/", commitments.kept, name="kept"),
    path("commitments/<int:pk>/edit/", commitments.edit, name="edit_commitment"),
    path("<int:pk>/", visit.sheet, name="sheet"),
    path("<int:pk>/edit/", visit.edit, name="edit"),
    path("<int:pk>/publish/", visit.publish, name="publish"),
    path("<int:pk>/commitments/new/", commitments.add, name="add_commitment"),
    path("<int:pk>/report/", report.report, name="report"),
    path("<int:pk>/report/file", report.file, name="report_file"),
    path("people/<int:pk>/erase/", people.erase, name="erase"),
]
