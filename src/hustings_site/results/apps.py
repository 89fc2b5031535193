from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "hustings_site.results"

    def ready(self) -> None:
        from hustings_site.elections.links import ON_DESK
        from hustings_site.journal import public_acts
        from hustings_site.pages.sections import DESK, HOME
        from hustings_site.results import approving
        from hustings_site.results.declare_page import DECLARE, declare_path
        from hustings_site.results.selectors import told
        from hustings_site.results.shown_elsewhere import desk_context, home_context

        approving.register()
        ON_DESK.show(46, DECLARE, declare_path)
        public_acts.register(["results.publish"], told)
        HOME.show(20, "results/home_section.html", home_context)
        DESK.show(20, "results/desk_section.html", desk_context)
