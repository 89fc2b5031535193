from django.apps import AppConfig


class SlatesConfig(AppConfig):
    name = "hustings_site.slates"

    def ready(self) -> None:
        from hustings_site.elections.candidates import followers
        from hustings_site.slates.polls.acts import register_acts
        from hustings_site.slates.polls.services import follow
        from hustings_site.slates.services.recommending import keep_up_with_candidates

        followers.register(keep_up_with_candidates)
        followers.register(follow)
        register_acts()
