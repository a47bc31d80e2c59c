"""Addresses of risk."""

from __future__ import annotations

from django.urls import path

from firstlight.risk.views import people, rules

app_name = "risk"
urlpatterns = [
    path("risk/rules", rules.rules, name="rules"),
    path("risk/rules/new", rules.new, name="new_rule"),
    path("risk/rules/<str:code>", rules.rule, name="rule"),
    path("risk/<str:ref>", people.person, name="person"),
    path("risk/<str:ref>/grade/<str:framework>", people.grade, name="grade"),
    path("risk/grades/<str:ref>/agree", people.agree, name="agree"),
]
