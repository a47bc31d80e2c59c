"""Who the stream tells: the audience, less what is sealed from the reader or is their own story."""

from __future__ import annotations

import pytest

from firstlight.access.selectors import Sight
from firstlight.audit.selectors import Happened
from firstlight.config.stream.hearing import Reader
from firstlight.kernel.values.viewer import Viewer

ME = "U-0000000001"


def reader(roles=("inspector",), sealed=(), restricted=(), own=()):
    viewer = Viewer(ME, "Rao", roles=frozenset(roles), own_refs=frozenset(own))
    return Reader(viewer, Sight(frozenset(sealed), frozenset(restricted)))


def event(at, *audience, refs=("D-0000000001",)):
    return Happened(1, 1, at, "duty.opened", refs, audience)


@pytest.mark.parametrize(
    ("audience", "heard"),
    [(("all",), True), (("post:fim",), True), (("post:edt",), False), (("role:inspector",), True),
     (("role:dpo",), False), ((f"user:{ME}",), True), (("user:U-2",), False), ((), False)],
)  # fmt: skip
def test_by_audience(at, audience, heard):
    assert reader().hears(event(at, *audience), {ME: frozenset({"fim"})}) is heard


def test_a_post_given_up_is_not_heard_for(at):
    assert not reader().hears(event(at, "post:fim"), {})


def test_a_partner_is_no_officer(at):
    assert not reader(("partner",)).hears(event(at, "all"), {})


@pytest.mark.parametrize("how", ["sealed", "restricted", "own"])
def test_what_is_sealed_restricted_or_ones_own_is_not_heard(at, how):
    one = reader(**{how: ("P-0000000001",)})
    assert not one.hears(event(at, "all", refs=("P-0000000001",)), {})
    assert one.hears(event(at, "all"), {})
