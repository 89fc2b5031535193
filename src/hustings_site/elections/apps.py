from importlib import import_module

from django.apps import AppConfig


class ElectionsConfig(AppConfig):
    name = "hustings_site.elections"

    def import_models(self) -> None:
        """Load the tables of each matter that has a package of its own, beside the room's `models`."""
        super().import_models()
        for matter in ("nominations", "candidates", "complaints", "codes", "keys", "papers", "opening"):
            import_module(f"{self.name}.{matter}.models")

    def ready(self) -> None:
        from hustings_site.accounts import conflicts, places
        from hustings_site.elections import approved_acts, timetable
        from hustings_site.elections.candidates import acts, publishing, shown_elsewhere
        from hustings_site.elections.codes import reminders
        from hustings_site.elections.codes import shown_elsewhere as codes_shown
        from hustings_site.elections.keys.selectors import KEYS, keys_path
        from hustings_site.elections.keys.shown_elsewhere import waiting_context as keys_waiting
        from hustings_site.elections.links import IN_PUBLIC, ON_DESK
        from hustings_site.elections.nominations.parties import nominations_made
        from hustings_site.elections.opening import closing
        from hustings_site.elections.opening.page import OPENING, opening_path
        from hustings_site.elections.papers import pages as papers
        from hustings_site.elections.places import OFFICERS, candidacies, election_place, officers_path
        from hustings_site.elections.public_data import TOLD, told
        from hustings_site.elections.rolls import USE
        from hustings_site.elections.shown_elsewhere import desk_context, home_context, waiting_context
        from hustings_site.journal import public_acts
        from hustings_site.pages.sections import DESK, HOME, WAITING
        from hustings_site.roll.use import register_use

        ON_DESK.show(40, KEYS, keys_path)
        ON_DESK.show(45, OPENING, opening_path)
        ON_DESK.show(36, papers.PAPER, papers.paper_path)
        ON_DESK.show(46, papers.ACCOUNT, papers.desk_account_path)
        IN_PUBLIC.show(55, papers.ACCOUNT, papers.account_path)
        WAITING.show(22, "elections/keys/waiting_section.html", keys_waiting)
        WAITING.show(10, "elections/waiting_section.html", waiting_context)
        places.register("election", election_place)
        conflicts.register(candidacies)
        IN_PUBLIC.show(60, OFFICERS, officers_path)
        ON_DESK.show(60, OFFICERS, officers_path)
        approved_acts.register()
        closing.register()
        timetable.register()
        register_use(USE)
        conflicts.register(nominations_made)
        DESK.show(15, "elections/candidates/desk_section.html", shown_elsewhere.desk_context)
        WAITING.show(20, "elections/nominations/waiting_section.html", shown_elsewhere.nominating_context)
        WAITING.show(21, "elections/candidates/waiting_section.html", shown_elsewhere.standing_context)
        acts.register()
        publishing.register()
        ON_DESK.show(30, codes_shown.PREPARE, codes_shown.prepare_path)
        IN_PUBLIC.show(10, codes_shown.NO_CODE, codes_shown.no_code_path)
        IN_PUBLIC.show(55, codes_shown.GIVEN, codes_shown.given_path)
        reminders.register()
        ON_DESK.show(32, codes_shown.CODES, codes_shown.codes_path)
        DESK.show(14, "elections/codes/waiting_section.html", codes_shown.waiting_context)
        WAITING.show(14, "elections/codes/waiting_section.html", codes_shown.waiting_context)
        DESK.show(5, "elections/desk_section.html", desk_context)
        HOME.show(5, "elections/home_section.html", home_context)
        public_acts.register(TOLD, told)
