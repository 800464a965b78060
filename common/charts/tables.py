"""The table that stands beside a chart, made from the same values."""

from common.charts.data import Table, TableRow, Value


def series_table(caption, corner, categories, series):
    """One row per category, one column per series; ``corner`` heads the column of categories.

    Works for bar charts and, with months as categories, for line charts.
    """
    headings = [getattr(category, "words", category) for category in categories]
    values = zip(*[one.values for one in series], strict=True)
    rows = zip(headings, values, strict=bool(series))
    in_files = [", ".join(filter(None, [str(one.label), str(one.unit)])) for one in series]
    return _table(caption, [corner, *[one.label for one in series]], rows, [corner, *in_files])


def ranking_table(caption, corner, amount, rows, unit=""):
    """The rows of a ranking; ``corner`` and ``amount`` head its two columns.

    In files ``unit`` heads the second, for there the amounts are whole numbers of it.
    """
    drawn = [(row.label, [row.value]) for row in rows]
    return _table(caption, [corner, amount], drawn, [corner, unit or amount])


def tile_table(caption, corner, amount, tiles, unit=""):
    """The squares of a tile map, in the order given; ``unit`` as in ranking_table."""
    drawn = [(tile.name, [tile.value]) for tile in tiles]
    return _table(caption, [corner, amount], drawn, [corner, unit or amount])


def sides_table(caption, corner, names, gap, rows, unit=""):
    """One row per amount: how both of ``names`` count it, and the difference that ``gap`` heads."""
    in_files = [", ".join(filter(None, [str(name), str(unit)])) for name in names]
    cells = [(row.label, [row.ours, row.theirs, Value(None, row.gap or "–")]) for row in rows]
    return _table(caption, [corner, *names, gap], cells, [corner, *in_files, gap])


def _table(caption, headers, rows, in_files):
    headers = [str(header) for header in headers]
    drawn = [
        TableRow(str(heading), list(zip(headers[1:], values, strict=True)))
        for heading, values in rows
    ]
    return Table(str(caption), headers, drawn, [str(header) for header in in_files])
