"""The pages of a place, of a pair of places, and the map of all."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from common.periods import Window
from regions.models import Membership, Place, PlaceName
from tests.factories import (
    AgreementFactory,
    CommitmentFactory,
    OrganisationFactory,
    PlaceFactory,
    PostFactory,
    ProjectFactory,
    StatementFactory,
    TargetFactory,
    TradeFigureFactory,
    VisitFactory,
)
from trade.models import Flow, Statement, StatementGood
from trade.services import derive_figure

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

JAN_JUL = Window.months(2013, 1, 7)


def page_of(client, place, suffix="", **query):
    return client.get(f"/regions/{place.code}/{suffix}", query)


def state(reporter, partner, flow, amount, rounding_unit, window=JAN_JUL, **fields):
    statement = StatementFactory(
        reporter=reporter,
        partner=partner,
        flow=flow,
        amount_low=Decimal(amount),
        rounding_unit=rounding_unit,
        window=window,
        **fields,
    )
    derive_figure(statement)
    return statement


def amounts(picture):
    return {row.flow.name: row.answer.value for row in picture.rows}


@pytest.mark.parametrize("code", ["BY-VI", "by-vi"])
def test_place_is_found_in_any_case(viewer, mission, vitebsk, code):
    response = viewer.get(f"/regions/{code}/")

    assert response.context["place"] == vitebsk


def test_unknown_place_is_not_found(viewer):
    assert viewer.get("/regions/XX-99/").status_code == 404


def test_place_shows_trade_with_the_country_across(viewer, mission, vitebsk, kazakhstan):
    state(vitebsk, kazakhstan, Flow.EXPORT, 22_300_000, 100_000)

    response = page_of(viewer, vitebsk)

    (picture,) = response.context["note"].pictures
    assert (picture.partner, picture.window) == (kazakhstan, JAN_JUL)
    assert amounts(picture)["EXPORT"] == 22_300_000
    assert "$22.3 million" in response.text


def test_place_adds_export_and_import_of_one_source(viewer, mission, vitebsk, kazakhstan):
    export = state(vitebsk, kazakhstan, Flow.EXPORT, 22_300_000, 100_000)
    state(vitebsk, kazakhstan, Flow.IMPORT, 117_500, 100, source=export.source)

    (picture,) = page_of(viewer, vitebsk).context["note"].pictures

    assert amounts(picture) == {
        "TURNOVER": Decimal(22_417_500),
        "EXPORT": Decimal(22_300_000),
        "IMPORT": Decimal(117_500),
        "BALANCE": Decimal(22_182_500),
    }


def test_place_shows_the_months_asked_for(viewer, mission, vitebsk, kazakhstan):
    for year, amount in ((2017, 50), (2018, 60)):
        TradeFigureFactory(
            reporter=vitebsk, partner=kazakhstan, window=Window.year(year), value=Decimal(amount)
        )

    (picture,) = page_of(viewer, vitebsk, window="2017-01/2017-12").context["note"].pictures

    assert amounts(picture)["EXPORT"] == 50


def test_place_offers_and_answers_months_that_can_be_computed(viewer, mission, vitebsk, kazakhstan):
    longer = state(vitebsk, kazakhstan, Flow.EXPORT, 80, 1, Window.months(2018, 1, 8))
    state(vitebsk, kazakhstan, Flow.EXPORT, 70, 1, Window.months(2018, 1, 7), source=longer.source)

    response = page_of(viewer, vitebsk, window="2018-08")

    assert amounts(response.context["note"].pictures[0])["EXPORT"] == 10
    offered = response.context["form"].fields["window"].widget.choices
    assert offered[-1] == ("2018-08/2018-08", "August 2018, computed")


def test_place_says_that_months_can_not_be_read(viewer, mission, vitebsk):
    response = page_of(viewer, vitebsk, window="abc")

    assert response.context["form"].errors == {"window": ["Choose the months from the list."]}


def test_place_says_of_months_that_nothing_is_known(viewer, mission, vitebsk, kazakhstan):
    state(vitebsk, kazakhstan, Flow.EXPORT, 22_300_000, 100_000)

    response = page_of(viewer, vitebsk, window="2017")

    words = "No amount is known for 2017. Choose the months from the list."
    assert response.context["form"].errors == {"window": [words]}
    assert response.context["note"].pictures[0].window == JAN_JUL


def test_pair_offers_the_months_of_either_side(viewer, mission, vitebsk, kazakhstan):
    state(vitebsk, kazakhstan, Flow.EXPORT, 50, 1, Window.year(2017))
    inferred = Statement.WindowBasis.YEAR_INFERRED
    state(kazakhstan, vitebsk, Flow.IMPORT, 40, 1, Window.year(2016), window_basis=inferred)

    response = page_of(viewer, vitebsk, "KZ/", window="2016")

    assert response.context["form"].fields["window"].widget.choices == [
        ("2017-01/2017-12", "2017"),
        ("2016-01/2016-12", "[2016, year inferred]"),
    ]
    assert [picture.window for picture in response.context["note"].pictures] == [
        Window.year(2016),
        Window.year(2016),
    ]


def test_goods_are_named_with_their_months(viewer, mission, vitebsk, kazakhstan):
    said = state(vitebsk, kazakhstan, Flow.EXPORT, 22_300_000, 100_000)
    StatementGood.objects.create(statement=said, flow=Flow.EXPORT, product=said.product)

    assert "<b>Goods exported</b>, January–July 2013:" in page_of(viewer, vitebsk).text


@pytest.mark.parametrize("window", ["abc", "2017-01/2017-12", "9" * 40, "' OR 1=1"])
def test_place_ignores_months_it_knows_nothing_of(viewer, mission, vitebsk, window):
    assert page_of(viewer, vitebsk, window=window).status_code == 200


def test_place_without_anything_says_so(viewer, mission, vitebsk):
    response = page_of(viewer, vitebsk)

    assert response.context["note"].is_empty
    assert "No amount is recorded" in response.text
    assert "No agreement is recorded." in response.text


def test_place_before_any_mission_is_set_up(viewer, vitebsk):
    assert page_of(viewer, vitebsk).context["note"].pictures == []


def test_place_gathers_the_ties_of_what_lies_in_it(viewer, mission, vitebsk, kostanay):
    city = PlaceFactory(kind=Place.Kind.CITY, parent=vitebsk)
    firm = OrganisationFactory(place=city)
    agreement = AgreementFactory(parties=[firm, kostanay])
    visit = VisitFactory(stops=[city], sent_by=[kostanay])
    project = ProjectFactory(places=[city])
    commitment = CommitmentFactory(owed_by_place=city)

    ties = page_of(viewer, vitebsk).context["note"].ties

    assert (ties.agreements, ties.visits) == ([agreement], [visit])
    assert (ties.projects, ties.commitments) == ([project], [commitment])


def test_place_counts_no_restricted_record_for_a_viewer(viewer, mission, vitebsk, kostanay):
    AgreementFactory(parties=[vitebsk, kostanay], visibility="restricted")
    VisitFactory(stops=[vitebsk], visibility="restricted")

    ties = page_of(viewer, vitebsk).context["note"].ties

    assert (ties.agreements, ties.visits) == ([], [])


def test_place_tells_visits_that_came_from_those_that_went(
    viewer, mission, vitebsk, kostanay, kazakhstan
):
    came = VisitFactory(sent_by=[kostanay], stops=[vitebsk])
    went = VisitFactory(sent_by=[vitebsk], stops=[kazakhstan])

    ties = page_of(viewer, vitebsk).context["note"].ties

    assert (ties.received, ties.sent) == ([came], [went])


def test_place_says_under_the_table_that_parts_agree_by_rounding_only(
    viewer, mission, vitebsk, kazakhstan
):
    total = state(vitebsk, kazakhstan, Flow.TURNOVER, 22_400_000, 100_000)
    state(vitebsk, kazakhstan, Flow.EXPORT, 22_300_000, 100_000, source=total.source)
    state(vitebsk, kazakhstan, Flow.IMPORT, 117_500, 100, source=total.source)

    text = page_of(viewer, vitebsk, "print/").text

    assert "that agrees only because the total is rounded." in text


def test_place_shows_who_was_seen_in_which_post(viewer, mission, vitebsk):
    PostFactory(place=vitebsk, as_of="2018-09-11", title_en="Chairman", person__name_en="A. B.")

    response = page_of(viewer, vitebsk)

    assert "Chairman" in response.text
    assert "seen 11 September 2018" in response.text


def test_place_shows_other_names_and_changes(viewer, mission, vitebsk):
    PlaceName.objects.create(place=vitebsk, name="Vitsebsk", kind="alias")
    vitebsk.changes.create(kind="rename", date="2018-06-19", note_en="It was renamed")

    response = page_of(viewer, vitebsk)

    assert "Vitsebsk" in response.text
    assert "It was renamed" in response.text


def test_print_shows_the_figures_of_the_page(viewer, mission, vitebsk, kazakhstan):
    state(vitebsk, kazakhstan, Flow.EXPORT, 22_300_000, 100_000)

    page = page_of(viewer, vitebsk)
    paper = page_of(viewer, vitebsk, "print/")

    assert paper.templates[0].name == "portal/place_print.html"
    assert amounts(paper.context["note"].pictures[0]) == amounts(page.context["note"].pictures[0])


def test_print_keeps_to_the_newest_and_says_how_many_are_left_out(viewer, mission, vitebsk):
    for year in range(2010, 2020):
        VisitFactory(stops=[vitebsk], start=str(year))

    response = page_of(viewer, vitebsk, "print/")

    ties = response.context["note"].ties
    assert [visit.start.text for visit in ties.visits] == [str(y) for y in range(2019, 2011, -1)]
    assert "2 older records are on the page in the portal." in response.text


def test_pair_shows_both_sides(viewer, mission, belarus, kazakhstan):
    year = Window.year(2017)
    state(kazakhstan, belarus, Flow.TURNOVER, 604_100_000, 100_000, year)
    state(belarus, kazakhstan, Flow.TURNOVER, 690_000_000, 10_000_000, year)

    response = page_of(viewer, belarus, "KZ/")

    pictures = response.context["note"].pictures
    assert [p.reporter for p in pictures] == [belarus, kazakhstan]
    assert [amounts(p)["TURNOVER"] for p in pictures] == [690_000_000, 604_100_000]


def test_pair_tells_a_target_once(viewer, mission, belarus, kazakhstan):
    target = TargetFactory(reporter=belarus, partner=kazakhstan, printed="to a billion by 2030")

    page = viewer.get("/regions/BY/KZ/").text

    assert page.count(target.printed) == 1


def test_pair_shows_only_what_ties_the_two(viewer, mission, vitebsk, kostanay, kazakhstan):
    tied = AgreementFactory(parties=[vitebsk, kostanay])
    AgreementFactory(parties=[vitebsk, PlaceFactory(parent=kazakhstan)])

    ties = page_of(viewer, vitebsk, "KZ-39/").context["note"].ties

    assert ties.agreements == [tied]


def test_pair_of_a_place_with_itself_leads_to_the_place(viewer, mission, vitebsk):
    assert page_of(viewer, vitebsk, "by-vi/").url == "/regions/BY-VI/"


def test_pair_print_opens(viewer, mission, vitebsk, kostanay):
    assert page_of(viewer, vitebsk, "KZ-39/print/").status_code == 200


def tile_regions(belarus, kazakhstan):
    PlaceFactory(code="BY-VI", parent=belarus, tile_row=1, tile_column=3)
    PlaceFactory(code="KZ-39", parent=kazakhstan, tile_row=2, tile_column=3)


@pytest.mark.parametrize("show", ["", "agreements", "visits", "trade", "nonsense"])
def test_map_shows_both_countries(viewer, mission, belarus, kazakhstan, show):
    tile_regions(belarus, kazakhstan)

    response = viewer.get(reverse("portal:regions"), {"show": show})

    maps = response.context["maps"]
    assert [country_map.country for country_map in maps] == [belarus, kazakhstan]
    assert "/regions/BY-VI/" in maps[0].part.picture


def test_map_counts_agreements_once_for_each_region(viewer, mission, belarus, kazakhstan):
    tile_regions(belarus, kazakhstan)
    region = Place.objects.get(code="BY-VI")
    city = PlaceFactory(kind=Place.Kind.CITY, parent=region)
    AgreementFactory(parties=[region, city, Place.objects.get(code="KZ-39")])
    AgreementFactory(parties=[region, kazakhstan], visibility="restricted")

    here, there = viewer.get(reverse("portal:regions")).context["maps"]

    assert [value.amount for row in here.part.table.rows for _h, value in row.cells] == [1]
    assert [value.amount for row in there.part.table.rows for _h, value in row.cells] == [1]


def test_map_of_trade_offers_the_months_of_turnovers(viewer, mission, belarus, kazakhstan):
    tile_regions(belarus, kazakhstan)
    vitebsk = Place.objects.get(code="BY-VI")
    state(vitebsk, kazakhstan, Flow.TURNOVER, 22_400_000, 100_000)
    state(vitebsk, kazakhstan, Flow.EXPORT, 30_000_000, 1_000_000, Window.year(2018))

    response = viewer.get(reverse("portal:regions"), {"show": "trade"})

    assert response.context["form"].fields["window"].widget.choices == [
        ("2013-01/2013-07", "January–July 2013")
    ]
    here, there = response.context["maps"]
    assert [v.amount for r in here.part.table.rows for _h, v in r.cells] == [22_400_000]
    assert (here.part.source.startswith("Source: "), there.part.source) == (True, "")


@pytest.mark.parametrize("window", ["2015", "abc"])
def test_map_refuses_months_of_which_nothing_is_known(viewer, mission, belarus, kazakhstan, window):
    tile_regions(belarus, kazakhstan)
    state(Place.objects.get(code="BY-VI"), kazakhstan, Flow.TURNOVER, 22_400_000, 100_000)

    response = viewer.get(reverse("portal:regions"), {"show": "trade", "window": window})

    assert list(response.context["form"].errors) == ["window"]
    assert 'id="id_window_error"' in response.text
    assert "January–July 2013" in response.context["maps"][0].part.subtitle


def test_map_answers_months_that_can_be_computed(viewer, mission, belarus, kazakhstan):
    tile_regions(belarus, kazakhstan)
    vitebsk = Place.objects.get(code="BY-VI")
    first = state(vitebsk, kazakhstan, Flow.TURNOVER, 20, 1, Window.parse("2018-Q1"))
    second = Window.parse("2018-Q2")
    state(vitebsk, kazakhstan, Flow.TURNOVER, 30, 1, second, source=first.source)

    response = viewer.get(reverse("portal:regions"), {"show": "trade", "window": "2018-H1"})

    assert response.context["form"].errors == {}
    assert [v.amount for r in response.context["maps"][0].part.table.rows for _h, v in r.cells] == [
        50
    ]


def test_map_before_any_mission_is_set_up(viewer):
    assert viewer.get(reverse("portal:regions")).context["maps"] == []


def fill(place, other, count):
    """Record so many of everything a page of the places shows."""
    for number in range(count):
        AgreementFactory(parties=[place, other])
        VisitFactory(stops=[place], sent_by=[other])
        ProjectFactory(places=[place, other])
        CommitmentFactory(owed_by_place=place, owed_to_place=other)
        PostFactory(place=place)
        OrganisationFactory(place=place)
        PlaceFactory(parent=place)
        PlaceName.objects.create(place=place, name=f"Name {number}")
        for window in (JAN_JUL, Window.months(2013, 1, 6)):
            state(place, other, Flow.EXPORT, 100, 1, window)
        TargetFactory(reporter=place, partner=other)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("suffix", "queries"), [("", 15), ("print/", 14)])
def test_place_query_count(
    viewer, mission, vitebsk, kazakhstan, suffix, queries, count, django_assert_num_queries
):
    fill(vitebsk, kazakhstan, count)
    page_of(viewer, vitebsk)

    with django_assert_num_queries(queries):
        page_of(viewer, vitebsk, suffix)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("suffix", ["KZ-39/", "KZ-39/print/"])
def test_pair_query_count(
    viewer, mission, vitebsk, kostanay, suffix, count, django_assert_num_queries
):
    fill(vitebsk, kostanay, count)
    page_of(viewer, vitebsk)

    with django_assert_num_queries(14):
        page_of(viewer, vitebsk, suffix)


def row_of_record(response, term):
    """The description that stands by a term of "The place itself", its white space folded."""
    html = response.content.decode().partition(f"<dt>{term}</dt>")[2]
    return " ".join(html.partition("</dd>")[0].replace("<dd>", "").split())


def test_population_names_its_date_and_links_its_source(viewer):
    place = PlaceFactory(
        population=1_072_063,
        population_date=date(2025, 1, 1),
        population_source="Belstat via https://e.org/people",
    )

    assert row_of_record(page_of(viewer, place), "Population") == (
        "1,072,063 people on 1 January 2025,"
        ' <a href="https://e.org/people" rel="noreferrer">Belstat</a>'
    )


def test_population_that_is_not_known_is_no_data(viewer):
    shown = row_of_record(page_of(viewer, PlaceFactory()), "Population")

    assert shown == '<span class="state state-not_available">no data</span>'


def test_group_lists_its_members_and_then_its_former_ones(viewer):
    group = PlaceFactory(kind=Place.Kind.GROUP, parent=None)
    former, present = PlaceFactory(name_en="Alpha"), PlaceFactory(name_en="Beta")
    Membership.objects.create(group=group, member=former, since=1993, until=2009)
    Membership.objects.create(group=group, member=present, since=1991)

    response = page_of(viewer, group)

    assert [m.member for m in response.context["members"]] == [present, former]
    assert row_of_record(response, "Population") == ""
