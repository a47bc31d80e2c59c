"""Tells Django of the app."""

from django.apps import AppConfig


class PictureConfig(AppConfig):
    """What is known of a person, a place, a phone or a vehicle."""

    name = "firstlight.picture"
    label = "picture"
    default_auto_field = "django.db.models.BigAutoField"
