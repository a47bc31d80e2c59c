"""Addresses of delivery."""

from __future__ import annotations

from django.urls import path

from firstlight.delivery import views

urlpatterns = [
    path("deliveries", views.channels, name="channels"),
    path("deliveries/again", views.again, name="letters_again"),
]
