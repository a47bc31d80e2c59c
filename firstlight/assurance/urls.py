"""Addresses of the proof for leaders, and of the demonstration's tour."""

from django.urls import path

from firstlight.assurance.views import leaders, looking_back, tour

app_name = "assurance"
urlpatterns = [
    path("leaders", leaders.leaders, name="leaders"),
    path("leaders/live", leaders.live, name="live"),
    path("leaders/recommendations/<slug:code>", leaders.recommendation, name="recommendation"),
    path("leaders/queries/<slug:code>", leaders.query, name="query"),
    path("leaders/departments", leaders.departments, name="departments"),
    path("leaders/demand", leaders.demand, name="demand"),
    path("leaders/children", leaders.children, name="children"),
    path("leaders/never-recorded", leaders.never_recorded, name="never_recorded"),
    path("leaders/reckon", leaders.reckon, name="reckon"),
    path("leaders/lookback", looking_back.lookback, name="lookback"),
    path("leaders/lookback/children", looking_back.children, name="lookback_children"),
    path("leaders/lookback.csv", looking_back.exported, name="lookback_csv"),
    path("tour", tour.tour, name="tour"),
]
