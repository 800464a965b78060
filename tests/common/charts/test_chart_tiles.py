import pytest

from common.charts import NARROW, Tile, Value, tile_map

VITEBSK = Tile("VI", "Vitebsk", 0, 1, Value(22.4, "22.4", href="/regions/BY-VI/"), 2)
HRODNA = Tile("HR", "Hrodna", 1, 0, Value(None))
BREST = Tile("BR", "Brest", 1, 1, Value(None, "not disclosed"))


def test_tiles_stand_in_their_row_and_column(drawing):
    found = drawing(tile_map("Belarus", [VITEBSK, Tile("HM", "Minsk", 2, 0, Value(1, "1"), 4)]))

    assert found.places("chart-tile-2", "x", "y", "width", "height") == [(88, 0, 84, 84)]
    assert found.places("chart-tile-4", "x", "y", "width", "height") == [(0, 176, 84, 84)]


def test_tile_holds_code_name_and_amount(drawing):
    found = drawing(tile_map("Belarus", [VITEBSK]))

    assert found.texts() == ["VI", "Vitebsk", "22.4"]
    assert found.links() == [("/regions/BY-VI/", "VI, Vitebsk: 22.4")]


def test_narrow_map_keeps_name_and_amount(drawing):
    # Eight columns of 324 / 8 = 40.5, of which 36.5 is the square.
    tiles = [Tile("VI", "Vitebsk", 0, column, Value(1, "22.4"), 0) for column in range(8)]

    found = drawing(tile_map("Map", tiles, width=NARROW))

    assert found.texts() == ["Vi-", "tebsk", "22.4"] * 8
    assert found.places("chart-tile-0", "x", "width", "height")[7] == (283.5, 36.5, 48)


@pytest.mark.parametrize(
    ("name", "lines"),
    [("Abai", ["Abai"]), ("Aktobe", ["Ak-", "tobe"]), ("East Kazakhstan", ["East", "Kaz…"])],
)
def test_name_is_cut_into_two_lines_on_a_narrow_map(drawing, name, lines):
    tiles = [Tile("KZ", name, 0, column, Value(1, "1")) for column in range(8)]

    assert drawing(tile_map("Map", tiles, width=NARROW)).texts()[: len(lines)] == lines


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Витебск", ["Витебск"]),
        ("Гродненская", ["Грод-", "ненская"]),
        ("Костанайская", ["Коста-", "найская"]),
        ("Карагандинская", ["Караган-", "динская"]),
        ("Магілёўская", ["Магі-", "лёўская"]),
        ("ССССССССССССС", ["СССССС-", "ССССССС"]),
    ],
)
def test_long_name_is_parted_between_syllables_on_a_wide_map(drawing, name, lines):
    tiles = [Tile("X", name, 0, column, Value(1, "1")) for column in range(3)]

    assert drawing(tile_map("Map", tiles, width=226)).texts()[1:-1][: len(lines)] == lines


def test_amount_that_does_not_fit_is_left_to_the_name(drawing):
    wide = [Tile("VI", "Vitebsk", 0, n, Value(1, "22.4 million dollars"), 0) for n in range(8)]

    found = drawing(tile_map("Map", wide, width=NARROW))

    assert found.texts() == ["Vi-", "tebsk"] * 8
    assert found.names()[0] == "VI, Vitebsk: 22.4 million dollars"


def test_reasons_for_nothing_look_different(drawing):
    found = drawing(tile_map("Belarus", [VITEBSK, HRODNA, BREST], legend=[(2, "20 to 50")]))

    edges = [edge.get("stroke-dasharray") for edge in found.all("rect", "chart-none")]
    assert edges == ["3 2", None, "3 2", None]
    assert found.texts()[-3:] == ["20 to 50", "no data", "not disclosed"]


def test_tile_without_shade_needs_no_reason(drawing):
    found = drawing(tile_map("Belarus", [Tile("VI", "Vitebsk", 0, 0, Value(3, "3 visits"))]))

    assert found.texts() == ["VI", "Vitebsk", "3 visits"]


@pytest.mark.parametrize(
    ("level", "tone"), [(0, "tile-ink"), (2, "tile-ink"), (3, "tile-ink-strong"), (None, "muted")]
)
def test_letters_stand_out_from_every_shade(drawing, level, tone):
    found = drawing(tile_map("Map", [Tile("VI", "Vitebsk", 0, 0, Value(1, "1"), level)]))

    assert {node.get("class") for node in found.all("text")} == {f"chart-{tone}"}


def test_no_tiles_are_said(drawing):
    assert drawing(tile_map("Map", [], empty="No region yet.")).texts() == ["No region yet."]
