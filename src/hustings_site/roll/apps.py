from django.apps import AppConfig


class RollConfig(AppConfig):
    name = "hustings_site.roll"
