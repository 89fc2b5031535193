from django.apps import AppConfig


class SlatesConfig(AppConfig):
    name = "hustings_site.slates"
