"""A webhook goes where it may, however the address is written and whatever the name resolves to."""

from __future__ import annotations

from ipaddress import ip_network

import pytest

from firstlight.force.rules.addresses import chosen, fault, refused
from firstlight.force.rules.settings import SETTINGS

OWN = (ip_network("10.20.0.0/16"), ip_network("fd00:20::/32"))


@pytest.mark.parametrize(
    "value",
    ["", "https://pager.example/firstlight", "https://pager.example:8443/x", "http://10.20.0.9/x"],
)
def test_an_address_that_can_be_set(value):
    assert fault(value) == ""
    assert SETTINGS["delivery.webhook"].fault(value) == ""


@pytest.mark.parametrize(
    "value",
    ["pager.example", "ftp://pager.example", "https://", "https://a:b@pager.example", "file:///etc/passwd",
     "https://pager.example:99999/", "https://[::1/", "https://pager.example/#x", "gopher://x", "https://" + "a" * 300],
)  # fmt: skip
def test_an_address_that_cannot(value):
    assert fault(value)


@pytest.mark.parametrize(
    "found",
    ["127.0.0.1", "10.0.0.1", "10.21.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.1",
     "100.64.0.1", "224.0.0.1", "::1", "::", "fe80::1", "fd00:21::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
     "192.0.2.1", "64:ff9b:1::1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:1::1"],
)  # fmt: skip
def test_an_inner_address_is_refused_unless_it_was_named(found):
    assert refused(found, "https", OWN) == "address not allowed"


def test_the_forces_own_networks_and_the_public_ones_over_https():
    assert refused("10.20.3.4", "http", OWN) == ""
    assert refused("::ffff:10.20.3.4", "http", OWN) == ""
    assert refused("fd00:20::1", "https", OWN) == ""
    assert refused("8.8.8.8", "https", OWN) == ""
    assert refused("8.8.8.8", "http", OWN) == "not https"


def test_a_name_that_also_means_an_inner_address_is_gone_to_nowhere():
    assert chosen(["8.8.8.8", "127.0.0.1"], "https", ()) == ("", "address not allowed")
    assert chosen([], "https", ()) == ("", "name not known")
    assert chosen(["8.8.8.8", "8.8.8.8"], "https", ()) == ("8.8.8.8", "")
