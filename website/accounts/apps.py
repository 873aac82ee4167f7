from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "website.accounts"
    verbose_name = "Accounts"
