"""Addresses of risk."""

from __future__ import annotations

from django.urls import path

from firstlight.risk import views

app_name = "risk"
urlpatterns = [
    path("risk/rules", views.rules, name="rules"),
    path("risk/<str:ref>", views.person, name="person"),
    path("risk/<str:ref>/grade/<str:framework>", views.grade, name="grade"),
    path("risk/grades/<str:ref>/agree", views.agree, name="agree"),
]
