"""`{% load kit %}`: every page component, gathered from the rooms under `components`."""

from django import template

from firstlight.kit.components import blocks, bundling, fields, lists, pictures, signs

register = template.Library()
for room in (signs, blocks, lists, bundling, fields, pictures):
    register.tags.update(room.register.tags)
    register.filters.update(room.register.filters)
