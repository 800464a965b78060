"""Widgets whose templates are the portal's own."""

from django import forms
from pytest_django.asserts import assertHTMLEqual

CHOICES = [("", "any"), ("A & B", [("<1>", "one"), (2, "two")])]


def test_select_marks_the_chosen_option_in_its_group_and_escapes_all():
    field = forms.ChoiceField(choices=CHOICES)
    shown = field.widget.render("place", "2", attrs={"id": "place", "required": True})
    assertHTMLEqual(
        shown,
        '<select name="place" id="place" required><option value="">any</option>'
        '<optgroup label="A &amp; B"><option value="&lt;1&gt;">one</option>'
        '<option value="2" selected>two</option></optgroup></select>',
    )


def test_select_of_several_marks_each():
    field = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B"), ("c", "C")])
    assertHTMLEqual(
        field.widget.render("letters", ["a", "c"]),
        '<select name="letters" multiple><option value="a" selected>A</option>'
        '<option value="b">B</option><option value="c" selected>C</option></select>',
    )
