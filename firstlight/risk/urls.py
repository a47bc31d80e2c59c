"""Addresses of risk."""

from __future__ import annotations

from django.urls import path

from firstlight.risk.views import grades, groups, lists, people, rules

app_name = "risk"
urlpatterns = [
    path("risk/rules", rules.rules, name="rules"),
    path("risk/rules/new", rules.new, name="new_rule"),
    path("risk/rules/<str:code>", rules.rule, name="rule"),
    path("risk/rises", lists.rises, name="rises"),
    path("risk/rises.csv", lists.rises_csv, name="rises_csv"),
    path("risk/below", lists.below, name="below"),
    path("risk/groups", groups.groups, name="groups"),
    path("risk/groups.csv", groups.groups_csv, name="groups_csv"),
    path("risk/groups/reckon", groups.reckon, name="reckon_groups"),
    path("risk/grades/<str:ref>", grades.grade, name="one_grade"),
    path("risk/grades/<str:ref>/agree", grades.agree, name="agree"),
    path("risk/grades/<str:ref>/refuse", grades.refuse, name="refuse"),
    path("risk/<str:ref>", people.person, name="person"),
    path("risk/<str:ref>/what-if", people.what_if, name="what_if"),
    path("risk/<str:ref>/grade/<str:framework>", people.grade, name="grade"),
]
