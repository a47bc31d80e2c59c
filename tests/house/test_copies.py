"""Disposal reaches every copy: no table, and no field that can hold words, is left out unsaid."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import models

from firstlight.config.copies import COPIES, FORGETS

LEAST = 80  # shorter fields hold codes, references and states
TABLES = {
    model._meta.label: model
    for model in apps.get_models()
    if model.__module__.startswith("firstlight.")
}
BY_MODEL = {copy.model: copy for copy in COPIES}


def _holds_words(field):
    if isinstance(field, models.TextField | models.JSONField):
        return True
    return isinstance(field, models.CharField) and (field.max_length or LEAST) >= LEAST


def test_every_table_is_a_row_of_the_table_of_copies_once():
    assert sorted(BY_MODEL) == sorted(TABLES)
    assert len(COPIES) == len(BY_MODEL)


@pytest.mark.parametrize("label", sorted(TABLES))
def test_every_field_of_words_is_struck_or_kept_for_a_reason(label):
    copy, model = BY_MODEL[label], TABLES[label]
    fields = {one.name: one for one in model._meta.concrete_fields}
    assert set(copy.struck) | set(copy.keeps) <= set(fields), "names a field that is not there"
    if copy.by:
        app, _, name = copy.by.partition(".services.")
        assert getattr(import_module(f"firstlight.{app}.services"), name) in FORGETS
        return
    words = {name for name, field in fields.items() if _holds_words(field)}
    passed_over = words - set(copy.struck) - set(copy.keeps)
    assert sorted(passed_over) == [], "strike it in the app's rules/copies.py, or say why it stays"
    assert not set(copy.struck) & set(copy.keeps)
    assert copy.because or not copy.keeps, "say why these stay"
    assert copy.found or copy.anywhere or not copy.struck, "say how its rows are found"


@pytest.mark.parametrize("copy", [c for c in COPIES if c.found], ids=lambda c: c.model)
def test_rows_are_found_by_fields_that_are_there(copy):
    wanted = {f"{lookup}__in": ["R-0000000001"] for lookup in copy.found}
    for lookup, value in wanted.items():
        str(models.QuerySet(TABLES[copy.model]).filter(**{lookup: value}).query)
