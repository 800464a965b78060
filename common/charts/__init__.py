"""Small charts: data in, SVG out. They ask no questions of the database and format no numbers."""

from common.charts.bars import bar_chart
from common.charts.data import Month, Row, Series, Table, TableRow, Tile, Value
from common.charts.frame import FULL, HALF, NARROW, SMALL, WIDE, both_widths
from common.charts.lines import line_chart
from common.charts.progress import progress_bar
from common.charts.rankings import bar_list
from common.charts.tables import ranking_table, series_table, tile_table
from common.charts.tiles import tile_map

__all__ = [
    "FULL",
    "HALF",
    "NARROW",
    "SMALL",
    "WIDE",
    "Month",
    "Row",
    "Series",
    "Table",
    "TableRow",
    "Tile",
    "Value",
    "bar_chart",
    "bar_list",
    "both_widths",
    "line_chart",
    "progress_bar",
    "ranking_table",
    "series_table",
    "tile_map",
    "tile_table",
]
