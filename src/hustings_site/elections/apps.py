from django.apps import AppConfig


class ElectionsConfig(AppConfig):
    name = "hustings_site.elections"
