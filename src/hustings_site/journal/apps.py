from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "hustings_site.journal"
