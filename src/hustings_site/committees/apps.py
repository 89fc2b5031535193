from django.apps import AppConfig


class CommitteesConfig(AppConfig):
    name = "hustings_site.committees"

    def ready(self) -> None:
        from hustings_site.accounts import places
        from hustings_site.committees.acts import register_acts
        from hustings_site.committees.places import committee_place
        from hustings_site.committees.recall import acts as recall
        from hustings_site.committees.selectors.representative import accounts_of, was_seated
        from hustings_site.committees.shown_elsewhere import desk_context, home_context
        from hustings_site.pages.sections import DESK, HOME
        from hustings_site.slates.withdrawing import concerned

        register_acts()
        recall.register_acts()
        concerned.register(was_seated, accounts_of)
        places.register("committee", committee_place)
        HOME.show(25, "committees/home_section.html", home_context)
        DESK.show(40, "committees/desk_section.html", desk_context)
