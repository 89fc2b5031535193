from django.apps import AppConfig


class RollConfig(AppConfig):
    name = "hustings_site.roll"

    def ready(self) -> None:
        from hustings_site.accounts import places
        from hustings_site.pages.sections import WAITING
        from hustings_site.roll import erasure, freezing, late_changes, organisations
        from hustings_site.roll.places import branch_place, organisation_place
        from hustings_site.roll.shown_elsewhere import waiting_context

        WAITING.show(20, "roll/waiting_section.html", waiting_context)
        places.register("organisation", organisation_place)
        places.register("branch", branch_place)
        for acts in (erasure, freezing, late_changes, organisations):
            acts.register_acts()
