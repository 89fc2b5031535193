from django.apps import AppConfig


class SlatesConfig(AppConfig):
    name = "hustings_site.slates"

    def ready(self) -> None:
        from hustings_site.accounts import conflicts
        from hustings_site.elections.candidates import followers
        from hustings_site.elections.links import IN_PUBLIC
        from hustings_site.pages.sections import DESK, HOME, WAITING
        from hustings_site.slates.parties import groups_written_for
        from hustings_site.slates.polls.acts import register_acts
        from hustings_site.slates.polls.services import follow
        from hustings_site.slates.polls.shown_elsewhere import polls_desk_context
        from hustings_site.slates.services.recommending import keep_up_with_candidates
        from hustings_site.slates.shown_elsewhere import (
            RECOMMENDATIONS,
            desk_context,
            home_context,
            recommendations_path,
            waiting_context,
        )
        from hustings_site.slates.withdrawing import acts as withdrawing
        from hustings_site.slates.withdrawing.shown_elsewhere import desk_context as withdrawing_context

        conflicts.register(groups_written_for)
        followers.register(keep_up_with_candidates)
        followers.register(follow)
        register_acts()
        withdrawing.register_acts()
        IN_PUBLIC.show(50, RECOMMENDATIONS, recommendations_path)
        HOME.show(17, "slates/home_section.html", home_context)
        DESK.show(35, "slates/desk_section.html", desk_context)
        DESK.show(36, "slates/polls/desk_section.html", polls_desk_context)
        DESK.show(37, "slates/withdrawing/desk_section.html", withdrawing_context)
        WAITING.show(30, "slates/waiting_section.html", waiting_context)
