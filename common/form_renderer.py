"""Draws the fields of forms, the plainest without templates: a page may have a thousand."""

from django.forms.renderers import TemplatesSetting
from django.utils.html import format_html, format_html_join

WIDGETS = "django/forms/widgets/"
INPUTS = ("checkbox", "checkbox_option", "date", "hidden", "input", "number", "text", "time")


class FormRenderer(TemplatesSetting):
    """Django's own, which takes three templates for an input, without them: to the same HTML."""

    def render(self, template_name, context, request=None):
        draw = _DRAWN.get(template_name)
        # A box that stands inside its label has a template of its own.
        if draw is None or context["widget"].get("wrap_label"):
            return super().render(template_name, context, request)
        return draw(context["widget"])


def _input(widget):
    value = widget["value"]
    return format_html(
        '<input type="{}" name="{}"{}{}>',
        widget["type"],
        widget["name"],
        "" if value is None else format_html(' value="{}"', str(value)),
        _attributes(widget["attrs"]),
    )


def _textarea(widget):
    return format_html(
        '<textarea name="{}"{}>\n{}</textarea>',
        widget["name"],
        _attributes(widget["attrs"]),
        str(widget["value"] or ""),
    )


def _attributes(attrs):
    """Return the attributes in their order; of one that is True the name alone."""
    said = ((name, value) for name, value in attrs.items() if value is not False)
    return format_html_join("", "{}", ((_attribute(*pair),) for pair in said))


def _attribute(name, value):
    # A text in one of four languages has a mark of its own, which no attribute can hold.
    return format_html(" {}", name) if value is True else format_html(' {}="{}"', name, str(value))


_DRAWN = {
    **{f"{WIDGETS}{name}.html": _input for name in INPUTS},
    f"{WIDGETS}textarea.html": _textarea,
}
