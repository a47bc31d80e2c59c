"""Nothing waits longer than it must."""

import re

from house.pending import PENDING, is_built
from house.tree import ROOT, apps, layers, settings


def test_no_part_that_is_built_is_still_listed_as_pending():
    built = [module for module in PENDING if is_built(module)]
    assert built == [], "take these rows out of tests/house/pending.py"


def test_no_app_that_is_built_still_stands_in_parentheses():
    optional = {app for layer in layers() for app in re.findall(r"\((\w+)\)", layer)}
    assert sorted(optional & set(apps())) == [], "take their parentheses away in pyproject.toml"


def test_every_package_is_read_by_mypy():
    packages = {name for name in ("firstlight", "simulation", "bench") if (ROOT / name).is_dir()}
    assert packages <= set(settings()["tool"]["mypy"]["files"])
