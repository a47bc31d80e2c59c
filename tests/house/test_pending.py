"""Nothing waits longer than it must."""

import re

from house.pending import PENDING, is_built
from house.tree import apps, layers


def test_no_part_that_is_built_is_still_listed_as_pending():
    built = [module for module in PENDING if is_built(module)]
    assert built == [], "take these rows out of tests/house/pending.py"


def test_no_app_that_is_built_still_stands_in_parentheses():
    optional = {app for layer in layers() for app in re.findall(r"\((\w+)\)", layer)}
    assert sorted(optional & set(apps())) == [], "take their parentheses away in pyproject.toml"
