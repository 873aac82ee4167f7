"""How people come in: offices invite them, nobody signs up alone."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an office's administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
