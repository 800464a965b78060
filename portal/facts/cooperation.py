"""Readers of agreements, projects and commitments."""

from common.models import Qualifier, Restricted
from cooperation.models import Agreement, Commitment, Party, Project, ProjectIndicator, ProjectStage
from portal.facts import lookups as kinds
from portal.facts.reading import Reader, child, link, link_sources, refreshed, saved, stated_amount


def load_agreement(line):
    agreement = Agreement(
        kind=line.choice("kind", Agreement.Kind),
        status=line.choice("status", Agreement.Status),
        renewal=line.choice("renewal", Agreement.Renewal, Agreement.Renewal.UNKNOWN),
        renewal_clause=line.text("renewal_clause"),
        signed_in=line.record("signed_in", kinds.PLACE),
        parent=line.record("parent", kinds.AGREEMENT),
        document_count=line.integer("document_count", 1),
        note=line.text("note"),
        visibility=line.choice("visibility", Restricted.Visibility, "mission"),
        **line.texts("title", "title"),
        **line.date("signed"),
        **line.date("in_force_from"),
        **line.date("until"),
        **line.date("as_of"),
        **stated_amount(line),
    )
    saved(line, agreement)
    link(line, agreement, "sectors", kinds.SECTOR)
    link_sources(line, agreement)
    for position, row in enumerate(line.lines("parties"), start=1):
        child(row, read_party(agreement, position, row), "agreement")
    return refreshed(agreement)


def read_party(agreement, position, row):
    party = Party(
        agreement=agreement,
        position=position,
        place=row.record("place", kinds.PLACE),
        organisation=row.record("organisation", kinds.ORGANISATION),
        name_printed=row.text("printed"),
        signatory=row.record("signatory", kinds.PERSON),
        signatory_post=row.text("signatory_post"),
    )
    party.unresolved = party.place is None and party.organisation is None
    return party


def load_project(line):
    project = Project(
        stage=line.choice("stage", Project.Stage),
        sector=line.record("sector", kinds.SECTOR),
        description=line.text("description"),
        visibility=line.choice("visibility", Restricted.Visibility, "mission"),
        **line.texts("title", "title"),
        **line.date("stage_as_of"),
        **line.date("start"),
        **stated_amount(line),
    )
    saved(line, project)
    link(line, project, "further_sectors", kinds.SECTOR)
    link(line, project, "places", kinds.PLACE)
    link(line, project, "organisations", kinds.ORGANISATION)
    link_sources(line, project)
    for row in line.lines("indicators"):
        child(row, read_indicator(project, row), "project")
    for row in line.lines("stages"):
        child(row, read_stage(project, row), "project")
    return refreshed(project)


def read_indicator(project, row):
    row.require("value")
    return ProjectIndicator(
        project=project,
        kind=row.choice("kind", ProjectIndicator.Kind),
        value=row.decimal("value"),
        qualifier=row.choice("qualifier", Qualifier, Qualifier.EXACT),
        printed=row.text("printed"),
        **row.date("as_of"),
    )


def read_stage(project, row):
    return ProjectStage(
        project=project,
        stage=row.choice("stage", Project.Stage),
        note=row.text("note"),
        source=row.record("source", kinds.SOURCE),
        **row.date("reached"),
    )


def load_commitment(line):
    commitment = Commitment(
        owed_by_place=line.record("owed_by_place", kinds.PLACE),
        owed_by_organisation=line.record("owed_by_organisation", kinds.ORGANISATION),
        owed_to_place=line.record("owed_to_place", kinds.PLACE),
        owed_to_organisation=line.record("owed_to_organisation", kinds.ORGANISATION),
        status=line.choice("status", Commitment.Status, Commitment.Status.OPEN),
        evidence=line.text("evidence"),
        agreement=line.record("agreement", kinds.AGREEMENT),
        visibility=line.choice("visibility", Restricted.Visibility, "mission"),
        **line.texts("title", "title"),
        **line.date("due"),
    )
    saved(line, commitment)
    link_sources(line, commitment)
    return commitment


READERS = {
    "agreement": Reader(Agreement, load_agreement, kinds.AGREEMENT),
    "project": Reader(Project, load_project),
    "commitment": Reader(Commitment, load_commitment, kinds.COMMITMENT),
}
