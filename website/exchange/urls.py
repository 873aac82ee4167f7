"""The addresses of the staff's pages on imports."""

from django.urls import path

from website.exchange.views import listing as views

app_name = "exchange"
urlpatterns = [
    path("", views.imports, name="list"),
    path("new/", views.add, name="add"),
    path("<int:pk>/", views.preview, name="preview"),
    path("<int:pk>/accept/", views.accept, name="accept"),
    path("<int:pk>/discard/", views.discard, name="discard"),
]
