"""The menu never has more than nine entries, and loses none."""

from __future__ import annotations

from django.test import RequestFactory
from django.urls import is_valid_path

from firstlight.access.rules.predicates import ROLES
from firstlight.access.selectors import may
from firstlight.config.menu import MENU, MOST, everywhere


def menu_of(viewer, path="/"):
    request = RequestFactory().get(path)
    request.viewer = viewer
    return everywhere(request)["menu"]


def test_all_that_may_be_opened_is_in_the_menu_and_nine_are_at_the_top(user):
    everybody = user("all", *ROLES)
    menu = menu_of(everybody)
    assert len(menu) == MOST
    under = menu[-1]["under"]
    listed = {row["url"] for row in (*menu[:-1], *under)}
    assert listed == {
        url for _, url, needed in MENU if may(everybody, needed) and is_valid_path(url)
    }
    assert "/work" in {row["url"] for row in menu[:-1]}


def test_a_short_menu_folds_nothing(user):
    partner = menu_of(user("dsl", "partner"))
    assert 0 < len(partner) <= MOST
    assert all("under" not in row for row in partner)


def test_more_is_marked_where_the_page_is_under_it(user):
    menu = menu_of(user("all", *ROLES), "/orders")
    assert menu[-1]["current"] is True
    assert not any(row["current"] for row in menu[:-1])
