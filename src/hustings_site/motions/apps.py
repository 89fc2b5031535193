from django.apps import AppConfig


class MotionsConfig(AppConfig):
    name = "hustings_site.motions"

    def ready(self) -> None:
        from hustings_site.committees import links
        from hustings_site.elections.links import IN_PUBLIC, ON_DESK
        from hustings_site.motions import shown_elsewhere as shown
        from hustings_site.motions.services import cards, triggers
        from hustings_site.pages.sections import DESK, HOME, WAITING

        cards.register()
        triggers.register()
        ON_DESK.show(46, shown.DECLARE, shown.declare_path)
        ON_DESK.show(5, shown.TRIGGER, shown.trigger_path)
        IN_PUBLIC.show(5, shown.VOTE, shown.vote_path)
        IN_PUBLIC.show(6, shown.TRIGGER, shown.trigger_path)
        ON_DESK.show(6, shown.COMMITTEE, shown.committee_path)
        IN_PUBLIC.show(7, shown.COMMITTEE, shown.committee_path)
        links.register(shown.committee_links)
        HOME.show(26, "motions/home_section.html", shown.home_context)
        DESK.show(41, "motions/desk_section.html", shown.desk_context)
        WAITING.show(23, "motions/waiting_section.html", shown.waiting_context)
