"""Choosing a source: one that is known, by its words or address, or a new one."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from common.search import fold, terms
from regions.models import Source

SUGGESTED = 400
NAMED_IN_ERROR = 4
ADDRESS = ("http://", "https://")
SOURCE_FIELDS = ("publisher", "kind", "title", "url", "language", "published")


def label_of(source):
    """Return publisher, title or address, and day: what a source is chosen by."""
    named = str(source) if source.title or not source.url else f"{source}: {source.url}"
    return f"{named}, {source.published}" if source.published else named


def suggested_sources():
    return [label_of(source) for source in Source.objects.all()[:SUGGESTED]]


def with_address(address):
    """Return the source with this address, whatever the scheme and the last stroke, or None."""
    bare = address.strip().partition("://")[2].rstrip("/")
    ways = [f"{scheme}{bare}{end}" for scheme in ADDRESS for end in ("", "/")]
    return Source.objects.filter(url__in=ways).first() if bare else None


def as_known(source):
    """Return the known source that is described as the new one is, else the new one itself."""
    if source is None or source.pk is not None:
        return source
    described = {name: getattr(source, name) for name in ("publisher", "kind", "title", "url")}
    alike = Source.objects.filter(**described).order_by("pk")
    return next((known for known in alike if known.published == source.published), source)


class SourceField(forms.CharField):
    """A known Source, found by its words or its address; "" where none is named.

    An address that no source has yet is given back as it is. ``current`` is the source that the
    form starts with, which its own label always means.
    """

    current = None

    def __init__(self, **kwargs):
        super().__init__(required=False, max_length=1000, **kwargs)
        self.widget.attrs.update({"list": "sources", "autocomplete": "off"})

    def prepare_value(self, value):
        return label_of(value) if isinstance(value, Source) else value

    def has_changed(self, initial, data):
        return fold(self.prepare_value(initial)) != fold(data)

    def to_python(self, value):
        text = super().to_python(value)
        if not text:
            return ""
        if self.current is not None and fold(text) == fold(label_of(self.current)):
            return self.current
        if text.startswith(ADDRESS):
            return with_address(text) or text
        return self._found(text)

    def _found(self, text):
        matches = _matches(text)
        exact = [source for source in matches if fold(label_of(source)) == fold(text)]
        if len(exact) == 1 or len(matches) == 1:
            return (exact or matches)[0]
        if not matches:
            raise forms.ValidationError(
                _("No source with these words is known. Give it as a new one below.")
            )
        names = "; ".join(label_of(source) for source in matches[:NAMED_IN_ERROR])
        message = _("Several sources fit: %(names)s. Add words, or paste the address.")
        raise forms.ValidationError(message % {"names": names})

    def validate(self, value):
        forms.Field.validate(self, value)

    def run_validators(self, value):
        """A source needs none of the validators of a text."""


def _matches(text):
    """Return the sources that the words may mean; the day in a label is no word of a source."""
    if not terms(text):
        return []
    wide = list(Source.objects.search_as_typed(text)[:SUGGESTED])
    if wide:
        return wide
    return [source for source in Source.objects.all() if fold(label_of(source)) == fold(text)]


class SourceChoice(forms.Form):
    """The fields that name a source that is known, or describe a new one."""

    known_source = SourceField(
        label=_("Source"), help_text=_("Words of its publisher and title, or its address.")
    )
    source_url = forms.URLField(
        label=_("Address"),
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": _("This is no address of a page. It begins with https://.")},
    )
    source_publisher = forms.CharField(label=_("Publisher"), required=False, max_length=200)
    source_title = forms.CharField(label=_("Title"), required=False, max_length=400)
    source_published = Source._meta.get_field("published").formfield()
    source_kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=Source.Kind.choices, initial=Source.Kind.PRESS
    )
    source_language = forms.CharField(
        label=_("Language"), required=False, max_length=8, help_text=_("en, ru, kk, be, de …")
    )

    def settle_source(self, cleaned):
        """Return the source, one that is not saved yet where it is new, or None after an error."""
        if "known_source" in self.errors:
            return None
        chosen = cleaned.get("known_source") or ""
        if isinstance(chosen, Source):
            return chosen
        address = cleaned.get("source_url") or chosen
        return with_address(address) or self._new_source(cleaned, address)

    def _new_source(self, cleaned, address):
        if not cleaned.get("source_publisher"):
            self.add_error(
                "source_publisher" if address else "known_source",
                _("Choose a source, or give the publisher of a new one."),
            )
            return None
        values = {name: cleaned.get(f"source_{name}", "") for name in SOURCE_FIELDS}
        source = Source(**values | {"url": address, "kind": values["kind"] or Source.Kind.PRESS})
        try:
            source.full_clean(exclude=["created_by", "changed_by"])
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                field = f"source_{name}"
                self.add_error(field if field in self.fields else None, messages)
            return None
        return source
