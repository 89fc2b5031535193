from django.apps import AppConfig


class CampaignConfig(AppConfig):
    name = "hustings_site.campaign"

    def ready(self) -> None:
        from hustings_site.accounts import conflicts
        from hustings_site.campaign.acts import register_acts
        from hustings_site.campaign.selectors.endorsements import endorsements_made
        from hustings_site.campaign.shown_elsewhere import desk_context, home_context
        from hustings_site.pages.sections import DESK, HOME

        register_acts()
        conflicts.register(endorsements_made)
        HOME.show(15, "campaign/home_section.html", home_context)
        DESK.show(30, "campaign/desk_section.html", desk_context)
