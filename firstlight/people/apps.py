"""Tells Django of the app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Who is who, where they live, and the one verb that takes a record in."""

    name = "firstlight.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
