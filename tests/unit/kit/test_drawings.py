from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from firstlight.kit.rules import drawings as d

AT = datetime(2026, 11, 22, 2, 10, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@given(
    st.lists(
        st.tuples(st.integers(0, 5000), st.integers(0, 400), st.sampled_from("abc")), max_size=20
    )
)
def test_every_happening_lies_on_the_drawing_and_in_the_table(rows):
    items = [
        d.Happening(AT - HOUR * h, kind, "x", until=AT - HOUR * (h - long) if long else None)
        for h, long, kind in rows
    ]
    drawn = d.timeline(items, AT)
    assert len(drawn.marks) == len(drawn.table) == len(items)
    assert all(drawn.left <= m.x and m.x + m.width <= drawn.right + 6 for m in drawn.marks)
    assert len(drawn.ticks) <= 10


def test_earlier_is_further_left():
    drawn = d.timeline([d.Happening(AT - DAY * n, "k", str(n)) for n in (3, 9, 1)], AT)
    assert [m.item.label for m in drawn.marks] == ["9", "3", "1"]
    assert [m.x for m in drawn.marks] == sorted(m.x for m in drawn.marks)
    assert drawn.marks[-1].x < drawn.now_x


def family(people, relations):
    members = [d.Member(ref, ref, child=ref == "child") for ref in people]
    return d.family_graph(members, [d.Relation(*r) for r in relations])


def test_parents_stand_above_children_and_partners_beside():
    drawn = family(
        ["child", "mother", "partner", "gran"],
        [
            ("mother", "child", "parent"),
            ("mother", "partner", "partner"),
            ("gran", "mother", "parent"),
        ],
    )
    at = {n.member.ref: n for n in drawn.nodes}
    assert at["gran"].y < at["mother"].y < at["child"].y
    assert at["mother"].y == at["partner"].y


def test_a_circle_of_parents_is_still_drawn_and_always_the_same():
    args = (["a", "b", "c"], [("a", "b", "parent"), ("b", "c", "parent"), ("c", "a", "parent")])
    assert family(*args) == family(*args)
    assert len(family(*args).nodes) == 3


TIES = st.tuples(st.integers(0, 7), st.integers(0, 7), st.sampled_from(["parent", "sibling"]))


@given(st.lists(TIES))
def test_no_two_people_stand_in_one_place(pairs):
    drawn = family([str(i) for i in range(8)], [(str(a), str(b), kind) for a, b, kind in pairs])
    assert len({(n.x, n.y) for n in drawn.nodes}) == 8
    assert all(n.x >= 0 and n.x + drawn.box_w <= drawn.width for n in drawn.nodes)
    assert all(n.y + drawn.box_h <= drawn.height for n in drawn.nodes)


MAYBE = [d.Relation("a", "b", "associate", may_be=True)]


def test_a_may_be_tie_is_dashed_and_said(draw):
    people = [d.Member("a", "Ivy", child=True, url="/p/a/"), d.Member("b", "Kez")]
    said = draw("{% family_graph p r %}", p=people, r=MAYBE)
    assert "fl-edge--maybe" in said
    assert "may be associate" in said
    assert '<a href="/p/a/" class="fl-node fl-node--child">' in said
    assert "<strong>may be</strong> associate" in said


def test_a_level_that_was_not_known_is_a_gap_and_not_a_fall():
    points = [
        d.LevelPoint(AT - DAY * 3, "high", None),
        d.LevelPoint(AT - DAY * 2, None, None),
        d.LevelPoint(AT - DAY, "high", "medium"),
    ]
    drawn = d.level_history(points, "missing", AT)
    assert drawn.floor_path.count("M") == 2
    assert "V" not in drawn.floor_path
    assert drawn.grade_path.count("M") == 1
    assert [r.word for r in drawn.rungs] == ["Very low", "Low", "Medium", "High"]


def test_a_clock_fills_and_is_late_the_moment_it_passes():
    assert d.clock(AT, AT + DAY, AT).share == 0
    assert d.clock(AT, AT + DAY, AT + DAY / 2).share == 50
    late = d.clock(AT, AT + DAY, AT + DAY * 2)
    assert (late.share, late.stands.state) == (100, "late")


def test_a_bar_that_is_not_known_is_not_a_bar_of_nothing():
    chart = d.bars([d.Bar("a", 22, 44), d.Bar("b", None, 44), d.Bar("c", 0, 0), d.Bar("e", 0, 9)])
    assert [r.words for r in chart.rows] == ["22 of 44", "not known", "none to count", "0 of 9"]
    assert [r.known for r in chart.rows] == [True, False, False, True]
    assert chart.rows[0].length == chart.full / 2


def test_a_waterfall_ends_where_its_parts_add_up():
    drawn = d.waterfall([d.Part("prior", -8.0), d.Part("born", 11.0), d.Part("name", 0.0)])
    assert drawn.total == 3.0
    assert [s.side for s in drawn.steps] == ["against", "for", "neither"]
    assert drawn.total_x > drawn.zero_x
