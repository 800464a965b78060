"""Cells that many rows share."""

import pytest
from django.template import Context, Template, TemplateSyntaxError


class Counted:
    """Counts how often its name was asked for."""

    def __init__(self):
        self.asked = 0

    def name(self):
        self.asked += 1
        return f"name {self.asked}"


ROWS = "{% load portal_cells %}{% for row in rows %}"
CELL = "{% once_for row %}[{{ row.name }}]{% endonce_for %}{% endfor %}"


def test_cell_of_record_named_thrice_is_rendered_once():
    first, second = Counted(), Counted()
    page = Template(ROWS + CELL)
    shown = page.render(Context({"rows": [first, first, second, first]}))
    assert shown == "[name 1][name 1][name 1][name 1]"
    assert (first.asked, second.asked) == (1, 1)


def test_cell_is_rendered_anew_for_the_next_page():
    one = Counted()
    page = Template(ROWS + CELL)
    pages = [page.render(Context({"rows": [one]})) for _ in range(2)]
    assert pages == ["[name 1]", "[name 2]"]


def test_two_cells_of_one_record_keep_apart():
    page = Template(
        ROWS
        + "{% once_for row %}a{% endonce_for %}{% once_for row %}b{% endonce_for %}{% endfor %}"
    )
    assert page.render(Context({"rows": [1, 1]})) == "abab"


def test_cell_escapes_what_it_shows():
    page = Template("{% load portal_cells %}{% once_for text %}{{ text }}{% endonce_for %}")
    assert page.render(Context({"text": "<b>"})) == "&lt;b&gt;"


@pytest.mark.parametrize("tag", ["once_for", "once_for a b"])
def test_cell_of_nothing_or_of_two_is_refused(tag):
    with pytest.raises(TemplateSyntaxError, match="nothing else"):
        Template("{% load portal_cells %}{% " + tag + " %}{% endonce_for %}")
