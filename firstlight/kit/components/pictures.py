"""Drawings: inline SVG from pure geometry, each with its data in a table under it."""

from django import template

register = template.Library()
