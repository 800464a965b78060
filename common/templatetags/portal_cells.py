"""Cells that many rows of a table share.

``{% once_for figure.reporter %}<a …>…</a>{% endonce_for %}`` renders what it holds for the first
row that names the record, and repeats it for the others.
"""

from django import template
from django.template.base import Node

register = template.Library()


class OnceForNode(Node):
    """Keeps what it rendered in the template's own context, which ends with the page."""

    def __init__(self, subject, nodelist):
        self.subject = subject
        self.nodelist = nodelist

    def render(self, context):
        kept = context.render_context.setdefault(self, {})
        subject = self.subject.resolve(context)
        if subject not in kept:
            kept[subject] = self.nodelist.render(context)
        return kept[subject]


@register.tag
def once_for(parser, token):
    """Take one record, or anything else that can be a key; the cell may depend on it alone."""
    try:
        _name, subject = token.split_contents()
    except ValueError:
        message = "once_for takes what its cell is of, and nothing else"
        raise template.TemplateSyntaxError(message) from None
    nodelist = parser.parse(("endonce_for",))
    parser.delete_first_token()
    return OnceForNode(parser.compile_filter(subject), nodelist)
