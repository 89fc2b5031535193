from django.apps import AppConfig


class ElectionsConfig(AppConfig):
    name = "hustings_site.elections"

    def ready(self) -> None:
        from hustings_site.accounts import conflicts, places
        from hustings_site.elections.places import candidacies, election_place

        places.register("election", election_place)
        conflicts.register(candidacies)
