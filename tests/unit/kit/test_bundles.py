"""What was told is put together by whom it is about."""

from types import SimpleNamespace as Made

from firstlight.kit.components.bundling import bundles
from firstlight.kit.rules.levels import source_sign


def alert(ref, title, *about):
    return Made(ref=ref, title=title, about=about)


MAYA = Made(ref="P-1", name="Maya", age="14")
GROUPS = [("Now", "urgent", [Made(row=Made(ref="D-1", people=("P-1",)), people=(MAYA,))])]


def test_alerts_about_one_child_are_one_bundle():
    told = [
        alert("A-1", "Duty inspector: new: grade", "D-1", "P-1"),
        alert("A-2", "Duty inspector: late: grade", "D-1"),
        alert("A-3", "Duty inspector: new: another", "D-9", "P-2"),
    ]
    first, second = bundles(told, GROUPS, ["Duty inspector"])
    assert [one.ref for one, _ in first.alerts] == ["A-1", "A-2"]
    assert first.people == (MAYA,)
    assert (second.people, second.unnamed) == ((), 1), "nobody is named whom the page does not name"


def test_the_readers_one_post_is_left_out_and_two_are_kept():
    told = [alert("A-1", "Duty inspector: late: grade", "D-1")]
    assert bundles(told, GROUPS, ["Duty inspector"])[0].alerts[0][1] == "Late: grade"
    both = bundles(told, GROUPS, ["Duty inspector", "Other post"])
    assert both[0].alerts[0][1] == "Duty inspector: late: grade"


def test_no_person_named_is_a_bundle_of_its_own():
    (only,) = bundles([alert("A-1", "System: a source is late", "S-1")], [])
    assert (only.people, only.unnamed) == ((), 0)


def test_a_source_with_none_you_may_see_is_not_said_to_be_unchecked():
    assert source_sign("none_you_may_see").words == "None that you may see"


def test_a_back_link_stands_in_a_landmark(draw):
    said = draw('{% include "kit/parts/trail.html" %}', back_url="/x", back_label="Up")
    assert said.index('<nav aria-label="Back">') < said.index("govuk-back-link")


def test_the_menus_rest_is_folded_at_a_desk_and_open_on_a_phone(draw):
    menu = [
        {"label": "Home", "url": "/"},
        {"label": "More", "under": [{"label": "Orders", "url": "/orders"}]},
    ]
    said = draw('{% include "kit/parts/menu.html" %}', menu=menu)
    assert said.count('href="/orders"') == 2
    assert said.count("data-menu-more") == 1
    assert said.count('href="/"') == 2
