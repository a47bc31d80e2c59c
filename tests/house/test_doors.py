"""Doors: every address has a permission, and none carries a person's name."""

import re

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from house.pending import when_built

# Addresses anybody may open, each with its reason.
OPEN = {
    "sign_in": "nobody is signed in yet",
    "sign_out": "whoever is signed in may leave",
    "openapi-json": "the description of the API tells its addresses and holds no record",
    "api-root": "it only leads on to the description of the API",
    "health": "a monitor asks whether the program answers, and learns nothing else",
}
PERSON = re.compile(r"name|forename|surname|born|dob|phone|postcode|address|text|query|search")


def _routes(patterns=None, before=""):
    for one in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _routes(one.url_patterns, route)
        elif isinstance(one, URLPattern):
            yield route, one


def _of_ninja(pattern):
    return pattern.callback.__module__.startswith("ninja")


def test_every_page_has_a_permission_or_a_reason_to_be_open():
    wrong = [
        route for route, pattern in _routes()
        if not hasattr(pattern.callback, "permission")
        and pattern.name not in OPEN
        and not _of_ninja(pattern)
    ]  # fmt: skip
    assert wrong == [], "guard it with access.doors.door"


def test_every_permission_a_door_names_is_a_row_of_the_table():
    known = when_built("firstlight.access.rules.permissions").PERMISSIONS
    asked = {getattr(p.callback, "permission", None) for _, p in _routes()} - {None}
    assert sorted(asked - set(known)) == []


def test_every_operation_of_the_api_has_a_permission():
    api = when_built("firstlight.config.api").api
    wrong = []
    for prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                if not hasattr(operation.view_func, "permission"):
                    wrong.append(f"{operation.methods} {prefix}{path}")
    assert wrong == []


@pytest.mark.parametrize("name", sorted(OPEN))
def test_an_open_address_shows_no_person(name):
    found = [p for _, p in _routes() if p.name == name]
    assert not any(getattr(p.callback, "shows_person", False) for p in found)


def test_no_address_takes_a_persons_name():
    wrong = [
        route for route, _ in _routes()
        for parameter in re.findall(r"<(?:\w+:)?(\w+)>", route)
        if PERSON.search(parameter)
    ]  # fmt: skip
    assert wrong == [], "searches are POST; addresses carry references"
