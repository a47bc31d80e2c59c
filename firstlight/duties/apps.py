"""Tells Django of the app."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    """What must be done, by which post, by when."""

    name = "firstlight.duties"
    label = "duties"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell delivery who holds a post, so that mail reaches whoever is on duty."""
        from firstlight.delivery.recipients import use
        from firstlight.duties.rota import holders

        use(holders)
