"""The addresses of the pages for IATI."""

from django.urls import path

from website.iati.views import choosing, settling

app_name = "iati"
urlpatterns = [
    path("iati/", choosing.offices, name="offices"),
    path("iati/<slug:slug>/", choosing.office, name="office"),
    path("iati/<slug:slug>/choose/", choosing.choose, name="choose"),
    path("iati/<slug:slug>/settings/", settling.settings, name="settings"),
    path("iati/<slug:slug>/iati.xml", choosing.file, name="file"),
    path("agreements/<int:pk>/iati/", choosing.agreement, name="agreement"),
]
