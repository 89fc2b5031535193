from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "hustings_site.pages"
