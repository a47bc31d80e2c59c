"""Events: past tense, references only, a sentence for people, reactions that exist."""

import inspect
from dataclasses import fields, is_dataclass
from importlib import import_module

import pytest

from firstlight.audit.rules.event import Event
from firstlight.audit.tasks import known_tasks
from firstlight.config.presenters import PRESENTERS
from firstlight.config.reactions import REACTIONS
from house.pending import is_built
from house.tree import apps

EVENTS = [
    one
    for app in apps()
    if is_built(f"firstlight.{app}.events")
    for _, one in inspect.getmembers(import_module(f"firstlight.{app}.events"), inspect.isclass)
    if issubclass(one, Event) and one.__module__ == f"firstlight.{app}.events"
    if one.kind or not one.__subclasses__()  # the parent of an app's events happens to nobody
]
KINDS = {one.kind for one in EVENTS}
CARRIES = {"str", "int", "bool", "datetime", "date"}
PERSONAL = {"name", "forename", "surname", "born_on", "address", "postcode", "phone", "text"}


def _id(event):
    return event.__name__


@pytest.mark.parametrize("event", EVENTS, ids=_id)
def test_an_event_is_frozen_and_its_kind_is_noun_and_verb(event):
    assert is_dataclass(event)
    assert event.__dataclass_params__.frozen
    assert event.kind.count(".") == 1
    assert event.__doc__


@pytest.mark.parametrize("event", EVENTS, ids=_id)
def test_an_event_carries_references_codes_and_times_only(event):
    for one in fields(event):
        words = set(str(one.type).replace("[", " ").replace("]", " ").replace(",", " ").split())
        assert words & CARRIES or "tuple" in words, one.name
        assert one.name not in PERSONAL


def test_no_two_events_are_of_one_kind():
    kinds = [one.kind for one in EVENTS]
    assert sorted({kind for kind in kinds if kinds.count(kind) > 1}) == []


@pytest.mark.parametrize("event", EVENTS, ids=_id)
def test_every_event_has_a_presenter(event):
    assert event.kind in PRESENTERS, "add its sentence to config/presenters.py"


def test_every_presenter_and_reaction_is_of_an_event_that_exists():
    nouns = {kind.split(".")[0] for kind in KINDS}
    said = {kind for kind in (*PRESENTERS, *REACTIONS) if kind.split(".")[0] in nouns}
    assert sorted(said - KINDS) == []


def test_every_reaction_is_work_that_exists():
    wanted = {name for names in REACTIONS.values() for name in names}
    built = {name for name in wanted if is_built(f"firstlight.{name.split('.')[0]}.tasks")}
    assert sorted(built - known_tasks()) == []
