from django.core.paginator import Paginator


def test_a_row_without_a_value_says_not_known(draw):
    assert "Not known" in draw("{% summary_list rows %}", rows=[{"key": "School", "value": None}])


def test_a_table_has_row_headers_numbers_and_a_sort_value(draw):
    said = draw(
        "{% sortable 'Duties' heads rows %}",
        heads=["Ref", {"label": "Count", "numeric": True}],
        rows=[["D-1", {"text": "four", "sort": 4}]],
    )
    assert '<th scope="row"' in said
    assert 'data-sort-value="4"' in said
    assert "govuk-table__cell--numeric" in said


def test_an_empty_table_says_what_is_not_known(draw):
    said = draw("{% sortable 'x' heads rows absent='Feed unavailable' %}", heads=["a"], rows=[])
    assert "Feed unavailable" in said
    assert "<table" not in said


def test_pages_are_linked_and_one_page_is_not(draw):
    said = draw("{% pager page %}", page=Paginator(range(95), 10).page(4))
    assert "?page=5" in said
    assert 'aria-current="page"' in said
    assert "nav" not in draw("{% pager page %}", page=Paginator(range(5), 10).page(1))


def test_a_post_button_posts_with_the_token_and_its_fields(draw):
    said = draw(
        "{% post_button '/take/' 'Take' tone='primary' fields=f about='D-1' %}",
        f={"ref": "D-1"},
        csrf_token="token-here",
    )
    assert 'method="post"' in said
    assert "token-here" in said
    assert 'name="ref" value="D-1"' in said


def test_progress_over_nothing_is_not_drawn_as_done(draw):
    assert "<svg" not in draw("{% progress 0 0 %}")
    assert "3 of 7" in draw("{% progress 3 7 'considered' %}")


def test_may_be_is_said_first(draw):
    said = draw("{% maybe 'same birthday' %}<p>high</p>{% endmaybe %}")
    assert said.index("May be") < said.index("high")
