"""Ties the rooms together when Django is ready."""

from __future__ import annotations

from django.apps import AppConfig
from django.conf import settings


class ConfigConfig(AppConfig):
    """Registers tasks and reactions, and the demonstration's clock where it is on."""

    name = "firstlight.config"
    label = "config"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register every app's tasks, then the one table of reactions."""
        from firstlight.config import copies, reactions

        reactions.register()
        copies.register()
        if settings.DEMO:
            from firstlight.config.demo import clock as demo_clock

            demo_clock.install()
