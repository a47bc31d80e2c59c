"""Two tests that are left out, for tests/house/test_commands.py to see what becomes of them."""

import pytest


def test_that_lacks_something_of_the_machine():
    pytest.skip("no browser on this machine")


def test_that_waits_for_a_pending_part():
    pytest.skip("not built yet: firstlight.nowhere")
