"""The addresses of the staff's pages on other sites."""

from django.urls import path

from website.exchange.views import peers, statements

app_name = "peers"
urlpatterns = [
    path("", peers.peers, name="list"),
    path("key/", peers.new_key, name="new_key"),
    path("<int:pk>/", peers.peer, name="peer"),
    path("<int:pk>/change/", peers.change, name="change"),
    path("messages/<int:pk>/", statements.message, name="message"),
    path("send/<int:pk>/", statements.send, name="send"),
]
