"""The table that stands beside a chart, made from the same values."""

from common.charts.data import Table, TableRow, Value


def series_table(caption, corner, categories, series):
    """One row per category, one column per series; ``corner`` heads the column of categories.

    Works for bar charts and, with months as categories, for line charts.
    """
    rows = [
        TableRow(str(getattr(category, "words", category)), _cells(series, index))
        for index, category in enumerate(categories)
    ]
    return Table(str(caption), [str(corner), *[str(one.label) for one in series]], rows)


def ranking_table(caption, corner, amount, rows):
    """The rows of a ranking; ``corner`` and ``amount`` head its two columns."""
    drawn = [TableRow(str(row.label), [row.value]) for row in rows]
    return Table(str(caption), [str(corner), str(amount)], drawn)


def tile_table(caption, corner, amount, tiles):
    """The squares of a tile map, in the order given."""
    rows = [TableRow(str(tile.name), [tile.value]) for tile in tiles]
    return Table(str(caption), [str(corner), str(amount)], rows)


def _cells(series, index):
    return [one.values[index] if index < len(one.values) else Value(None) for one in series]
