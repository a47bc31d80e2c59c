"""Parts that house tests wait for. A row goes when its part is built; test_pending.py sees to it.

A test asks `when_built("firstlight.x.y")`: it runs as soon as the module exists, waits while the
module is listed here, and fails when the module neither exists nor is listed.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

import pytest

from house.tree import ROOT

# module -> what waits for it
PENDING: dict[str, str] = {}


def is_built(module: str) -> bool:
    """Tell whether a module's file exists; nothing is imported."""
    path = ROOT.joinpath(*module.split("."))
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


def when_built(module: str) -> ModuleType:
    """Import a part, or leave the test out while the part is listed as pending."""
    if is_built(module):
        return import_module(module)
    if module in PENDING:
        pytest.skip(f"not built yet: {module}")
    pytest.fail(f"{module} does not exist and is not listed in tests/house/pending.py")
