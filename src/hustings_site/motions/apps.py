from django.apps import AppConfig


class MotionsConfig(AppConfig):
    name = "hustings_site.motions"

    def ready(self) -> None:
        from hustings_site.motions.services import cards, triggers

        cards.register()
        triggers.register()
