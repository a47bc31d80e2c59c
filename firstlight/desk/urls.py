"""Addresses of the desk. None carries a name: people, places and records go by reference."""

from django.urls import path

from firstlight.desk.views import (
    concern,
    glass,
    home,
    journal,
    minding,
    people,
    places,
    records,
    reviewing,
    searching,
    signing,
    unusual,
)

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("health", minding.health, name="health"),
    path("sign-in", signing.sign_in, name="sign_in"),
    path("sign-in/as", signing.sign_in_as, name="sign_in"),
    path("sign-out", signing.sign_out, name="sign_out"),
    path("glossary", home.glossary, name="glossary"),
    path("search", searching.search, name="search"),
    path("people/<str:ref>", people.person, name="person"),
    path("people/<str:ref>/print", people.printed, name="person_print"),
    path("people/<str:ref>/identity", people.identity, name="identity"),
    path("places/<str:ref>", places.place, name="place"),
    path("records/<str:ref>", records.record, name="record"),
    path("records/<str:ref>/not-them", records.split, name="split"),
    path("open/<str:ref>", glass.open_with_reason, name="break_glass"),
    path("journal/unusual", unusual.signs, name="unusual"),
    path("journal/unusual.csv", unusual.exported, name="unusual_csv"),
    path("journal", journal.journal, name="journal"),
    path("review", reviewing.review, name="review"),
    path("review/judge", reviewing.judge, name="judge"),
    path("review/take-back", reviewing.take_back, name="take_back"),
    path("concern", concern.begin, name="concern"),
    path("concern/sent/<str:ref>", concern.sent, name="concern_sent"),
    path("concern/<slug:slug>", concern.step, name="concern_step"),
]
