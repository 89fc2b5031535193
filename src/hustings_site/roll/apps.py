from django.apps import AppConfig


class RollConfig(AppConfig):
    name = "hustings_site.roll"

    def ready(self) -> None:
        from hustings_site.accounts import places
        from hustings_site.roll import freezing, late_changes
        from hustings_site.roll.places import branch_place, organisation_place

        places.register("organisation", organisation_place)
        places.register("branch", branch_place)
        freezing.register_acts()
        late_changes.register_acts()
