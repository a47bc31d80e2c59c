"""Addresses of the register."""

from __future__ import annotations

from django.urls import path

from firstlight.orders import views

app_name = "orders"
urlpatterns = [path("orders", views.register, name="register")]
