from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "hustings_site.accounts"
