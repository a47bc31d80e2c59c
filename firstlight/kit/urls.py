"""Addresses of the kit's own pages; `config` decides where they hang and who may open them."""

from django.urls import path

from firstlight.kit import views

app_name = "kit"
urlpatterns = [
    path("glossary/", views.glossary, name="glossary"),
    path("gallery/", views.gallery, name="gallery"),
]
