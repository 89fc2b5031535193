from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "hustings_site.accounts"

    def ready(self) -> None:
        from hustings_site.accounts.appointments import register_acts
        from hustings_site.accounts.shown_elsewhere import waiting_context
        from hustings_site.pages.sections import WAITING

        register_acts()
        WAITING.show(90, "accounts/waiting_offices.html", waiting_context)
