"""The language of a text, told by its letters and by where it is printed."""

import pytest
from django.template import Context, Template
from django.utils import translation

from common.text_languages import lang_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Signed during the forum", "en"),
        ("Подписано во время форума", "ru"),
        ("Форум кезінде қол қойылды", "kk"),
        ("Шетел істері министрлігі", "kk"),
        ("Падпісана падчас форуму ў Мінску", "be"),
        ("Міністэрства замежных спраў", "be"),
        ("Товарооборот вырос до 22,4 млн USD", "ru"),
        ("Sputnik Беларусь", ""),
        ("Губернатор города Өскемен принял делегацию посольства", ""),
        ("қазақ ў", ""),
        ("22,4 %", ""),
        ("", ""),
    ],
)
def test_language_is_told_by_the_letters(text, language):
    assert lang_of(text) == language


@pytest.mark.parametrize(
    ("text", "printed_in", "language"),
    [
        ("1,2 Milliarden Dollar", "de", "de"),
        ("облыс", "kk", "kk"),
        ("about 100 million dollars", "ru", "en"),
        ("порядка 100 миллионов", "en", "ru"),
    ],
)
def test_language_of_the_source_holds_unless_the_script_differs(text, printed_in, language):
    assert lang_of(text, printed_in) == language


@pytest.mark.parametrize(("reader", "mark"), [("ru", ' lang="en"'), ("en", "")])
def test_text_is_marked_where_it_is_not_the_readers(reader, mark):
    page = Template("{% load portal_texts %}<q{{ text|lang_mark }}>{{ text }}</q>")

    with translation.override(reader):
        html = page.render(Context({"text": "a & b"}))

    assert html == f"<q{mark}>a &amp; b</q>"
