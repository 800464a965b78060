"""What the portal knows of a place, or of two, gathered for one page and its print."""

from dataclasses import dataclass, field

from cooperation.models import Agreement, Commitment, Project
from portal.partners import country_of, partner_of
from regions.models import Organisation, Post
from trade.models import Statement
from trade.pictures import picture_of
from visits.models import Visit


@dataclass
class Ties:
    """Agreements, visits, projects and commitments that the reader may see, newest first."""

    agreements: list
    visits: list
    projects: list
    commitments: list

    @property
    def held(self):
        return [visit for visit in self.visits if visit.status == Visit.Status.HELD]

    @property
    def coming(self):
        return [visit for visit in self.visits if visit.status in Visit.COMING]

    @property
    def open_commitments(self):
        return [c for c in self.commitments if c.status == Commitment.Status.OPEN]

    @property
    def sources(self):
        """Every source the ties rest on, once, in the order met."""
        records = [*self.agreements, *self.visits, *self.projects, *self.commitments]
        return list({s.pk: s for record in records for s in record.sources.all()}.values())


def ties(user, narrow):
    """Return the Ties that ``narrow``, a function of a queryset, leaves."""
    return Ties(
        agreements=list(_shown(user, narrow, Agreement).with_parties().newest_first()),
        visits=list(_shown(user, narrow, Visit).real().with_places().newest_first()),
        projects=list(_shown(user, narrow, Project).select_related("sector").newest_first()),
        commitments=list(_shown(user, narrow, Commitment).with_sides().soonest_first()),
    )


def _shown(user, narrow, model):
    return narrow(model.objects.visible_to(user)).prefetch_related("sources")


@dataclass
class Note:
    """All a page about a place, or a pair of places, shows."""

    ties: Ties
    pictures: list
    statements: list
    posts: list = field(default_factory=list)
    organisations: list = field(default_factory=list)

    @property
    def sources(self):
        """Every source of the page, newest first."""
        found = {source.pk: source for picture in self.pictures for source in picture.sources}
        found |= {s.source.pk: s.source for s in self.statements}
        found |= {source.pk: source for source in self.ties.sources}
        found |= {post.source.pk: post.source for post in self.posts if post.source}
        return sorted(found.values(), key=_newest_first)

    @property
    def is_empty(self):
        return not (
            self.ties.agreements or self.ties.visits or self.ties.projects or self.statements
        )


def _newest_first(source):
    published = source.published_latest
    return (-published.toordinal() if published else 0, source.pk)


def note_on_place(place, user, window=None):
    """Return the Note on one place: its trade with its partner country, and all its ties."""
    partner = partner_of(place)
    return Note(
        ties=ties(user, lambda rows: rows.of_place(place)),
        pictures=[picture_of(place, partner, window)] if partner else [],
        statements=_other_statements(place, partner),
        posts=_posts_in(place),
        organisations=list(
            Organisation.objects.located_in(place).select_related("place") if place.country else []
        ),
    )


def note_on_pair(place, other, user, window=None):
    """Return the Note on two places: both sides' figures, and what ties them."""
    pictures = [picture_of(place, other, window), picture_of(other, place, window)]
    return Note(
        ties=ties(user, lambda rows: rows.between(place, other)),
        pictures=pictures,
        statements=[],
        posts=[],
    )


def _other_statements(place, partner):
    """Return what sources say of the place's trade with others than its partner country."""
    said = Statement.objects.about(place).exclude(reporter=place, partner=partner)
    if partner is not None and country_of(place) == place:
        # A country's page shows its own figures; those about its regions stand on their pages.
        said = said.filter(reporter__in=[place, partner], partner__in=[place, partner])
    return list(said.with_names().newest_first())


def _posts_in(place):
    return list(Post.objects.held_in(place).latest_first())
