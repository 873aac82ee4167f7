"""The addresses of programmes."""

from django.urls import path

from website.plans.views import (
    agreeing,
    calendar,
    carrying,
    listing,
    programme,
    sheets,
    writing,
)

app_name = "plans"
urlpatterns = [
    path("programmes/", listing.programmes, name="programmes"),
    path("programmes/template.xlsx", sheets.template, name="template"),
    path("agreements/<int:pk>/programmes/", listing.of_agreement, name="of_agreement"),
    path("agreements/<int:pk>/programmes/begin/", listing.begin, name="begin"),
    path("programmes/<int:pk>/", programme.programme, name="programme"),
    path("programmes/<int:pk>/calendar.ics", calendar.calendar, name="calendar"),
    path("programmes/<int:pk>/sheet/", sheets.sheet, name="sheet"),
    path("programmes/<int:pk>/sheet/take/", sheets.taken, name="take_sheet"),
    path("programmes/<int:pk>/programme.xlsx", sheets.download, name="sheet_file"),
    path("programmes/<int:pk>/lines/new/", writing.line, name="line"),
    path("programmes/<int:pk>/lines/<int:line>/", writing.line, name="change_line"),
    path("programmes/<int:pk>/lines/<int:line>/remove/", writing.line_removed, name="remove_line"),
    path("programmes/<int:pk>/activities/new/", writing.activity, name="new_activity"),
    path("programmes/<int:pk>/activities/<int:activity>/", writing.activity, name="activity"),
    path(
        "programmes/<int:pk>/activities/<int:activity>/remove/",
        writing.activity_removed,
        name="remove_activity",
    ),
    path("programmes/<int:pk>/budget/", writing.budget, name="budget"),
    path("programmes/<int:pk>/put/", agreeing.put, name="put"),
    path("programmes/<int:pk>/sides/<int:side>/agree/", agreeing.agree, name="agree"),
    path("programmes/<int:pk>/sides/<int:side>/office/", agreeing.side_office, name="side_office"),
    path("programmes/<int:pk>/open/", agreeing.open_again, name="open"),
    path("programmes/<int:pk>/back/", agreeing.go_back, name="go_back"),
    path("programmes/<int:pk>/versions/", agreeing.versions, name="versions"),
    path("programmes/<int:pk>/carry/", carrying.carry, name="carry"),
]
