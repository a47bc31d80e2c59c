"""A person's name never reaches a log, an exception or a job: read from the code itself.

The same is proved by running the program with a canary name in tests/integration/canary.py.
"""

import ast

from house.pending import when_built
from house.tree import named, python, tree

PERSONAL = {
    "forename", "forenames", "surname", "given_name", "family_name", "full_name", "given", "family",
    "aliases", "born_on", "date_of_birth", "postcode", "address_text", "telephone", "phone",
}  # fmt: skip
LOG = {"debug", "info", "warning", "error", "exception", "critical"}
SENDS = {"queue", "due", "emit"}


def _personal(*nodes):
    for node in nodes:
        for inner in ast.walk(node):
            name = getattr(inner, "attr", getattr(inner, "id", None))
            if isinstance(inner, ast.Attribute | ast.Name) and name in PERSONAL:
                yield name


def _arguments(call):
    return [*call.args, *(keyword.value for keyword in call.keywords)]


def test_no_log_line_or_job_is_given_what_names_a_person():
    wrong = [
        f"{named(path)}:{node.lineno} {found}"
        for path in python("firstlight")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in LOG | SENDS
        for found in _personal(*_arguments(node))
    ]
    assert wrong == []


def test_no_exception_is_given_what_names_a_person():
    wrong = [
        f"{named(path)}:{node.lineno} {found}"
        for path in python("firstlight")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call)
        for found in _personal(*_arguments(node.exc))
    ]
    assert wrong == []


def test_the_program_was_run_with_a_canary():
    assert when_built("tests.integration.canary").CANARY


def test_every_page_that_shows_a_person_was_opened_and_its_look_read_back():
    assert when_built("tests.integration.looks")
