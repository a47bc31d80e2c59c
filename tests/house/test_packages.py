"""What the code imports is named in requirements/run.in, and everything is locked by hash."""

import ast
import re
import sys

import pytest

from house.tree import ROOT, python, text, tree

OURS = {"firstlight", "simulation", "bench"}
# Where a package's import has another name than the package.
CALLED = {
    "csp": "django-csp",
    "django_htmx": "django-htmx",
    "django_permissions_policy": "django-permissions-policy",
    "govuk_bank_holidays": "govuk-bank-holidays",
    "ninja": "django-ninja",
    "nhs_number": "nhs-number",
    "axes": "django-axes",
    "stdnum": "python-stdnum",
    "uk_postcodes_parsing": "uk-postcodes-parsing",
    "django": "Django",
}


def _named():
    lines = text(ROOT / "requirements/run.in").splitlines()
    return {re.split(r"[\[<>=]", line)[0].strip().lower() for line in lines if line.strip()}


def _imported():
    for path in python("firstlight", "simulation", "bench"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Import):
                yield from (alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module.split(".")[0]


def test_every_package_the_code_imports_is_named():
    outside = set(_imported()) - set(sys.stdlib_module_names) - OURS
    assert sorted({CALLED.get(name, name).lower() for name in outside} - _named()) == []


@pytest.mark.parametrize("name", ["run.txt", "dev.txt"])
def test_every_locked_package_has_hashes(name):
    blocks = re.split(r"\n(?=[A-Za-z0-9])", text(ROOT / "requirements" / name))
    wrong = [b.split()[0] for b in blocks if b[0].isalnum() and "--hash=sha256:" not in b]
    assert wrong == []


def test_what_runs_and_what_is_tested_are_the_same_versions():
    pins = [
        dict(re.findall(r"^([\w.-]+)==(\S+)", text(ROOT / "requirements" / name), re.MULTILINE))
        for name in ("run.txt", "dev.txt")
    ]
    assert {name: v for name, v in pins[0].items() if pins[1].get(name) != v} == {}
