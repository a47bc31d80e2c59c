"""Addresses of quarantine, of the files that were loaded and of the sources; references alone."""

from __future__ import annotations

from django.urls import path

from firstlight.intake.views import files, quality, quarantine, returned, sources

urlpatterns = [
    path("quarantine", quarantine.quarantine, name="quarantine"),
    path("quarantine/several", quarantine.bulk, name="waiting_bulk"),
    path("quarantine/<str:ref>", quarantine.waiting, name="waiting"),
    path("quarantine/<str:ref>/fields", quarantine.mend_fields, name="waiting_fields"),
    path("quarantine/<str:ref>/mend", quarantine.mend, name="waiting_mend"),
    path("quarantine/<str:ref>/drop", quarantine.drop, name="waiting_drop"),
    path("quarantine/<str:ref>/reopen", quarantine.reopen, name="waiting_reopen"),
    path("files", files.files, name="files"),
    path("files/<str:ref>", files.file, name="file"),
    path("files/<str:ref>/csv", files.file_csv, name="file_csv"),
    path("quality", quality.quality, name="quality"),
    path("quality/again", quality.again, name="quality_again"),
    path("quality/<str:source>/<str:code>", quality.gap, name="quality_gap"),
    path("returned", returned.returned, name="returned"),
    path("sources", sources.all_sources, name="sources"),
]
