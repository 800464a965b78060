"""The table that stands beside a chart, made from the same values."""

from common.charts.data import Table, TableRow


def series_table(caption, corner, categories, series):
    """One row per category, one column per series; ``corner`` heads the column of categories.

    Works for bar charts and, with months as categories, for line charts.
    """
    headings = [getattr(category, "words", category) for category in categories]
    values = zip(*[one.values for one in series], strict=True)
    rows = zip(headings, values, strict=bool(series))
    return _table(caption, [corner, *[one.label for one in series]], rows)


def ranking_table(caption, corner, amount, rows):
    """The rows of a ranking; ``corner`` and ``amount`` head its two columns."""
    return _table(caption, [corner, amount], [(row.label, [row.value]) for row in rows])


def tile_table(caption, corner, amount, tiles):
    """The squares of a tile map, in the order given."""
    return _table(caption, [corner, amount], [(tile.name, [tile.value]) for tile in tiles])


def _table(caption, headers, rows):
    headers = [str(header) for header in headers]
    drawn = [
        TableRow(str(heading), list(zip(headers[1:], values, strict=True)))
        for heading, values in rows
    ]
    return Table(str(caption), headers, drawn)
