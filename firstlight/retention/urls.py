"""Addresses of retention; references alone."""

from django.urls import path

from firstlight.retention.views import disposals, holds, requests, reviews

app_name = "retention"
urlpatterns = [
    path("retention", reviews.home, name="home"),
    path("retention/reviews", reviews.due, name="due"),
    path("retention/reckon", reviews.reckon, name="reckon"),
    path("retention/reviews/<str:ref>", reviews.review, name="review"),
    path("retention/corrections", requests.corrections, name="corrections"),
    path("retention/requests", requests.requests, name="requests"),
    path("retention/requests/<str:ref>", requests.one, name="request"),
    path("retention/requests/<str:ref>/prepare", requests.prepare, name="prepare"),
    path("retention/requests/<str:ref>/answer", requests.answer, name="answer"),
    path("retention/requests/<str:ref>/bundle", requests.bundle, name="bundle"),
    path("retention/requests/<str:ref>/bundle.json", requests.bundle_json, name="bundle_json"),
    path("retention/holds", holds.holds, name="holds"),
    path("retention/holds/<str:ref>", holds.hold, name="hold"),
    path("retention/holds/<str:ref>/keep", holds.keep, name="keep"),
    path("retention/disposals", disposals.disposals, name="disposals"),
    path("retention/propose", disposals.propose, name="propose"),
    path("retention/disposals/<str:ref>", disposals.disposal, name="disposal"),
    path("retention/disposals/<str:ref>/agree", disposals.agree, name="agree"),
    path("retention/disposals/<str:ref>/refuse", disposals.refuse, name="refuse"),
]
