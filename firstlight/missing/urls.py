"""Addresses of missing; references alone, never a name."""

from __future__ import annotations

from django.urls import path

from firstlight.missing.views import answering, boards, care, episodes, figures, recording

app_name = "missing"
urlpatterns = [
    path("missing", boards.board, name="board"),
    path("missing/rows", boards.rows, name="rows"),
    path("missing/wall", boards.wall, name="wall"),
    path("missing/wall/rows", boards.wall_rows, name="wall_rows"),
    path("missing/record", recording.record, name="record"),
    path("missing/unrecorded", boards.unrecorded, name="unrecorded"),
    path("missing/read/<str:ref>", boards.read_report, name="read"),
    path("missing/figures", figures.figures, name="figures"),
    path("missing/return.csv", figures.exported, name="return"),
    path("missing/homes", care.homes, name="homes"),
    path("missing/homes/<slug:code>", care.home, name="home"),
    path("missing/<str:ref>", episodes.episode, name="episode"),
    path("missing/<str:ref>/state", episodes.state, name="state"),
    path("missing/<str:ref>/print", episodes.printed, name="print"),
    path("missing/<str:ref>/acknowledge", episodes.acknowledge, name="acknowledge"),
    path("missing/<str:ref>/agree", episodes.agree_grade, name="agree"),
    path("missing/<str:ref>/same", episodes.same, name="same"),
    path("missing/<str:ref>/plan/<slug:code>", answering.answer, name="plan"),
    path(
        "missing/<str:ref>/protection/<str:record>", answering.protection_ended, name="protection"
    ),
    path("missing/<str:ref>/do/<slug:verb>", episodes.work, name="work"),
]
