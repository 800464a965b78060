import pytest

from common.charts.elements import clean, element, number
from common.charts.lettering import shorten, text_width, wrap

HOSTILE = "\"'><svg/onload=alert(1)>&\x00\ud800"


@pytest.mark.parametrize(
    ("value", "expected"), [(3, "3"), (2.04, "2"), (2.06, "2.1"), (-0.01, "0"), (1234.56, "1234.6")]
)
def test_number_has_one_decimal_at_most(value, expected):
    assert number(value) == expected


def test_clean_escapes_markup_and_drops_what_xml_forbids():
    assert clean(HOSTILE) == "&quot;'&gt;&lt;svg/onload=alert(1)&gt;&amp;"


def test_element_escapes_attributes_and_text():
    written = element("text", HOSTILE, class_="a", stroke_width=1.25, id=HOSTILE, href=None)

    escaped = "&quot;'&gt;&lt;svg/onload=alert(1)&gt;&amp;"
    assert written.__html__() == (
        f'<text class="a" stroke-width="1.2" id="{escaped}">{escaped}</text>'
    )


def test_element_writes_children_in_order():
    assert element("g", element("a", "x"), "y").__html__() == "<g><a>x</a>y</g>"


def test_wrap_breaks_at_spaces():
    width = text_width("January-July")

    assert wrap("January-July 2018", width) == ["January-July", "2018"]


def test_wrap_cuts_what_does_not_fit():
    lines = wrap("one two three four", text_width("three"), most=2)

    assert lines == ["one", shorten("two three four", text_width("three"))]
    assert lines[1].endswith("…")


def test_wrap_keeps_an_empty_text():
    assert wrap("", 100) == [""]


def test_shorten_leaves_what_fits():
    assert shorten("Homyel", text_width("Homyel")) == "Homyel"
