"""Fields drawn without templates look as Django draws them."""

from datetime import date, time

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import mark_safe

from common.form_renderer import FormRenderer
from common.texts import LocalText

ATTRS = {"id": "a<b", "required": True, "hidden": False, "max": 5, "placeholder": '"&'}


@pytest.mark.parametrize("value", [None, "", '"<&', 0, LocalText("өрік", "kk"), mark_safe("&amp;")])
@pytest.mark.parametrize(
    "widget", [forms.TextInput, forms.HiddenInput, forms.NumberInput, forms.Textarea]
)
def test_text_is_drawn_as_django_draws_it(widget, value):
    assert_alike(widget(ATTRS), value)


@pytest.mark.parametrize(
    ("widget", "value"),
    [
        (forms.CheckboxInput(), True),
        (forms.CheckboxInput(), False),
        (forms.CheckboxInput(), "<1>"),
        (forms.DateInput(), date(2026, 9, 14)),
        (forms.TimeInput(), time(9, 30)),
        (forms.CheckboxSelectMultiple(choices=[("1", "<one>"), ("2", "two")]), ["2"]),
        (forms.PasswordInput(), "not shown"),
    ],
)
def test_others_are_drawn_as_django_draws_them(widget, value):
    assert_alike(widget, value)


def test_box_of_several_stands_beside_its_label():
    field = forms.MultipleChoiceField(
        choices=[("1", "one")], widget=forms.CheckboxSelectMultiple(attrs={"class": "box"})
    )
    form = type("F", (forms.Form,), {"who": field})(initial={"who": ["1"]}, renderer=FormRenderer())
    [box] = form["who"]
    assert box.tag() == (
        '<input type="checkbox" name="who" value="1" class="box" id="id_who_0" checked>'
    )


def test_attribute_has_a_text_of_another_language_without_its_mark():
    widget = forms.TextInput({"placeholder": LocalText("өрік", "kk")})
    shown = widget.render("fruit", "", renderer=FormRenderer())
    assert shown == '<input type="text" name="fruit" placeholder="өрік">'


def assert_alike(widget, value):
    drawn, expected = (
        widget.render("fruit", value, attrs={"id": "x"}, renderer=renderer)
        for renderer in (FormRenderer(), TemplatesSetting())
    )
    assert drawn.strip() == expected.strip()
