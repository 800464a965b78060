"""Why a file cannot be read as a table, in words that say what to do about it."""

from django.utils.translation import gettext_lazy as _

MESSAGES = {
    "kind": _(
        "“%(name)s” is not a table this portal reads. Save the table as an Excel workbook "
        "(.xlsx) or as CSV and choose that file."
    ),
    "old_workbook": _(
        "This is a workbook of the old Excel format. Open it, save it as an Excel workbook "
        "(.xlsx) and choose the new file."
    ),
    "markup": _(
        "This is a web page or an XML file, not a table. Open it in a spreadsheet program, save "
        "it as an Excel workbook (.xlsx) and choose the new file."
    ),
    "binary": _(
        "The file holds characters that no table has. Save the table as an Excel workbook "
        "(.xlsx) or as CSV again and choose that file."
    ),
    "empty": _("The file holds no rows. Choose a file with the table in it."),
    "too_large": _(
        "The file has %(size)s MB; at most %(limit)s MB are read. Divide the table into several "
        "files."
    ),
    "too_many_rows": _(
        "The table has more than %(limit)s rows. Save it as CSV, which may be longer, or divide "
        "it into several files."
    ),
    "too_many_columns": _(
        "Row %(line)s has more than %(limit)s columns. Delete the columns that do not belong to "
        "the table."
    ),
    "too_many_cells": _(
        "The workbook has more than %(limit)s cells. Keep only the sheet that is needed, or save "
        "it as CSV."
    ),
    "too_expanded": _(
        "The workbook takes too much room when it is unpacked. Save the sheet that is needed as "
        "CSV and choose that file."
    ),
    "exhausted": _(
        "The workbook needs more time or memory than is given to one file. Save the sheet that "
        "is needed as CSV and choose that file."
    ),
    "unsafe": _(
        "The workbook holds declarations that spreadsheet programs never write. Open it, save it "
        "anew as an Excel workbook (.xlsx) and choose the new file."
    ),
    "encrypted": _(
        "The workbook is protected by a password. Save it without the password and choose that "
        "file."
    ),
    "damaged": _(
        "The workbook is damaged or not complete. Open it in a spreadsheet program, save it anew "
        "and choose that file."
    ),
    "encoding": _(
        "It is not clear in which encoding the text was saved. Save the table as “CSV UTF-8” or "
        "as an Excel workbook (.xlsx)."
    ),
    "unclosed_quote": _(
        "The quotation mark opened in line %(line)s is not closed. Close it, or delete it, and "
        "choose the file again."
    ),
    "stray_quote": _(
        "In line %(line)s text follows a closing quotation mark. Write quotation marks inside a "
        "quoted cell twice, and choose the file again."
    ),
    "long_cell": _(
        "A cell in line %(line)s has more than %(limit)s characters. Look for a quotation mark "
        "that is not closed, or shorten the text."
    ),
    "long_line": _(
        "Near line %(line)s there is a line longer than any row of a table. Save the table as "
        "CSV again and choose that file."
    ),
    "no_sheet": _("The workbook has no sheet “%(sheet)s”. Choose one of its sheets: %(sheets)s."),
}


class TableError(Exception):
    """The file is refused: ``code`` names a reason of MESSAGES, ``params`` fill its sentence."""

    def __init__(self, code, **params):
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __str__(self):
        return MESSAGES[self.code] % self.params

    def __reduce__(self):
        return _rebuilt, (self.code, self.params)


def _rebuilt(code, params):
    return TableError(code, **params)
