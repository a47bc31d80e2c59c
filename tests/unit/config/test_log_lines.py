"""A fault reaches the log as its kind and place; what it says stays out."""

from __future__ import annotations

import logging
import logging.config
import sys

from django.conf import settings

from firstlight.config.log_lines import PlacesOnly

NAME = "Quilla Zzyxthorpe"


def written(one: BaseException, *, said_before: str = "") -> str:
    try:
        raise one  # noqa: TRY301 -- a fault needs a place it was raised at
    except BaseException:  # noqa: BLE001 -- any of them is logged
        told = sys.exc_info()
    record = logging.LogRecord(
        "django.request", logging.ERROR, "", 0, "Broke: %s", ("/search",), told
    )
    record.exc_text = said_before or None
    return PlacesOnly("%(name)s %(message)s").format(record)


def test_only_the_type_and_the_place_are_written():
    line = written(ValueError(f"cannot read {NAME}"))
    assert line.startswith("django.request Broke: /search\nbuiltins.ValueError")
    assert "test_log_lines.py:" in line
    assert "in written" in line
    assert NAME not in line


def test_what_caused_it_is_told_the_same_way():
    cause = KeyError(NAME)
    one = RuntimeError("no")
    one.__cause__ = cause
    line = written(one)
    assert "RuntimeError" in line
    assert "builtins.KeyError" in line
    assert NAME not in line


def test_a_circle_of_causes_ends():
    one, other = ValueError("a"), ValueError("b")
    one.__cause__, other.__cause__ = other, one
    assert written(one).count("builtins.ValueError") == 2


def test_what_another_handler_wrote_before_is_not_used_again():
    assert NAME not in written(ValueError("x"), said_before=f"ValueError: {NAME}")


def test_the_program_s_own_handler_writes_so():
    config = logging.config.DictConfigurator(settings.LOGGING)  # type: ignore[attr-defined]
    formatter = config.configure_formatter(dict(settings.LOGGING["formatters"]["line"]))
    assert isinstance(formatter, PlacesOnly)
    assert settings.LOGGING["handlers"]["console"]["formatter"] == "line"
