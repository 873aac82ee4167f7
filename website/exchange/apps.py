from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "website.exchange"
    verbose_name = "Exchange"
