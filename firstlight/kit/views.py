"""The kit's own pages: the gallery of components and the glossary."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from firstlight.kit.samples import gallery_context


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component with fictional values."""
    return render(request, "kit/gallery.html", gallery_context())


def glossary(request: HttpRequest) -> HttpResponse:
    """The trade's acronyms, said in full."""
    return render(request, "kit/glossary.html", {"title": "Glossary"})
