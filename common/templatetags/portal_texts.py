"""The language of texts that are kept in one language, for the tag that holds them.

``<q{{ statement.printed|lang_mark:statement.source.language }}>{{ statement.printed }}</q>``
"""

from django import template

from common.text_languages import lang_mark

register = template.Library()

register.filter("lang_mark", lang_mark)
