from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    name = "hustings_site.demonstration"

    def ready(self) -> None:
        from hustings_site.demonstration.shown_elsewhere import bar_context, doors_context
        from hustings_site.pages.sections import DOORS, EVERYWHERE

        EVERYWHERE.show(1, "demonstration/bar.html", bar_context)
        DOORS.show(1, "demonstration/doors.html", doors_context)
