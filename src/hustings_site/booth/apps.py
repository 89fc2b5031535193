from django.apps import AppConfig


class BoothConfig(AppConfig):
    name = "hustings_site.booth"

    def ready(self) -> None:
        from django.db.backends.signals import connection_created

        from hustings_site.booth.durability import ask_again

        connection_created.connect(ask_again)
