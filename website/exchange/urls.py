"""The addresses of the staff's pages on imports."""

from django.urls import path

from website.exchange.views import (
    absent,
    columns,
    deciding,
    findings,
    listing,
    previewing,
    questions,
)

app_name = "exchange"
urlpatterns = [
    path("", listing.imports, name="list"),
    path("new/", listing.add, name="add"),
    path("absent/", absent.absent, name="absent"),
    path("<int:pk>/", previewing.preview, name="preview"),
    path("<int:pk>/choose/", deciding.choose, name="choose"),
    path("<int:pk>/accept/", deciding.accept, name="accept"),
    path("<int:pk>/discard/", deciding.discard, name="discard"),
    path("<int:pk>/again/", deciding.again, name="again"),
    path("<int:pk>/undo/", deciding.undo, name="undo"),
    path("<int:pk>/questions/", questions.questions, name="questions"),
    path("<int:pk>/columns/", columns.columns, name="columns"),
    path("<int:pk>/columns.yaml", columns.columns_file, name="columns_file"),
    path("<int:pk>/findings.xlsx", findings.findings, name="findings"),
]
