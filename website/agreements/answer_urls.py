"""The addresses under which a counterpart answers an invitation."""

from django.urls import path

from website.agreements.views import answering

app_name = "answer"
urlpatterns = [
    path("<int:pk>/", answering.page, name="page"),
    path("<str:link>/", answering.enter, name="enter"),
]
