"""Small charts: data in, SVG out. They ask no questions of the database and format no numbers."""

from common.charts.bars import bar_chart
from common.charts.data import Month, Row, Series, Sides, Table, TableRow, Tile, Value
from common.charts.frame import FULL, HALF, NARROW, SHEET, SMALL, WIDE, both_widths
from common.charts.lines import line_chart
from common.charts.parts import ChartPart
from common.charts.progress import progress_bar
from common.charts.rankings import bar_list
from common.charts.sides import side_bars
from common.charts.sparklines import sparkline
from common.charts.tables import ranking_table, series_table, sides_table, tile_table
from common.charts.tiles import tile_map
from common.charts.treemaps import treemap
from common.charts.years import year_lines

__all__ = [
    "FULL",
    "HALF",
    "SHEET",
    "NARROW",
    "SMALL",
    "WIDE",
    "ChartPart",
    "Month",
    "Row",
    "Series",
    "Sides",
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
    "side_bars",
    "sides_table",
    "sparkline",
    "tile_map",
    "tile_table",
    "treemap",
    "year_lines",
]
