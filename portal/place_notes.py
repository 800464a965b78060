"""What the portal knows of a place, or of two, gathered for one page and its print."""

from dataclasses import dataclass, field

from django.db.models import Q

from cooperation.models import Agreement, Commitment, Project
from portal.partners import country_of, partner_of
from regions.models import Organisation, Place, Post, Source
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
    omitted: int = 0
    home: Place | None = None

    def shortened(self, most):
        """Return the newest ``most`` of each; ``omitted`` counts what is left out."""
        groups = [self.agreements, self.visits, self.projects, self.commitments]
        omitted = sum(max(0, len(group) - most) for group in groups)
        return Ties(*(group[:most] for group in groups), omitted=omitted, home=self.home)

    @property
    def held(self):
        return [visit for visit in self.visits if visit.status == Visit.Status.HELD]

    @property
    def received(self):
        """The held visits that came to the place, or to what lies in it."""
        return [visit for visit in self.held if self._came(visit)]

    @property
    def sent(self):
        return [visit for visit in self.held if not self._came(visit)]

    def _came(self, visit):
        here = self.home.pk
        return any(
            here
            in (stop.place_id, stop.place.parent_id, stop.place.region_id, stop.place.country_id)
            for stop in visit.stops.all()
        )

    @property
    def coming(self):
        return [visit for visit in self.visits if visit.status in Visit.COMING]

    @property
    def open_commitments(self):
        return [c for c in self.commitments if c.status == Commitment.Status.OPEN]

    def sources(self):
        """Return every source the ties rest on, in one query."""
        behind = Q()
        for model, records in (
            (Agreement, self.agreements),
            (Visit, self.visits),
            (Project, self.projects),
            (Commitment, self.commitments),
        ):
            links = model.sources.through.objects.filter(
                **{f"{model._meta.model_name}__in": records}
            )
            behind |= Q(pk__in=links.values("source"))
        return list(Source.objects.filter(behind))


def ties(user, home, narrow, most=None):
    """Return the Ties of ``home`` that ``narrow``, a function of a queryset, leaves.

    With ``most`` only so many of each kind, the newest.
    """

    def shown(model):
        return narrow(model.objects.visible_to(user))

    found = Ties(
        agreements=shown(Agreement).newest_first().each_with_parties(),
        visits=shown(Visit).real().newest_first().each_with_stops(),
        projects=list(shown(Project).select_related("sector").newest_first()),
        commitments=list(shown(Commitment).with_sides().soonest_first()),
        home=home,
    )
    return found.shortened(most) if most else found


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
        found |= {source.pk: source for source in self.ties.sources()}
        found |= {post.source.pk: post.source for post in self.posts if post.source}
        return sorted(found.values(), key=_newest_first)

    @property
    def targets(self):
        """The declared targets of the trade that is shown, each once, newest first."""
        return list(dict.fromkeys(one for picture in self.pictures for one in picture.targets))

    @property
    def is_empty(self):
        return not (
            self.ties.agreements or self.ties.visits or self.ties.projects or self.statements
        )


def _newest_first(source):
    published = source.published_latest
    return (-published.toordinal() if published else 0, source.pk)


def note_on_place(place, user, known, said, window=None, most=None):
    """Return the Note on one place: its trade with its partner country, and all its ties.

    ``known`` are the KnownWindows of that trade, ``said`` the statements to show; ``window`` is
    the one asked for.
    """
    partner = partner_of(place)
    pictures = []
    if partner is not None:
        pictures = [picture_of(place, partner, window, known=known, said=said)]
    return Note(
        ties=ties(user, place, lambda rows: rows.of_place(place), most),
        pictures=pictures,
        statements=[s for s in said if (s.reporter, s.partner) != (place, partner)],
        posts=_posts_in(place),
        organisations=list(
            Organisation.objects.located_in(place).select_related("place") if place.country else []
        ),
    )


def note_on_pair(place, other, user, sides, said, window=None, most=None):
    """Return the Note on two places: both sides' figures, and what ties them.

    ``sides`` are the KnownWindows of either's trade with the other, ``said`` the statements of
    both; ``window`` is the one asked for.
    """
    return Note(
        ties=ties(user, place, lambda rows: rows.between(place, other), most),
        pictures=[
            picture_of(place, other, window, known=sides[0], said=said),
            picture_of(other, place, window, known=sides[1], said=said),
        ],
        statements=[],
    )


def said_of_place(place, partner):
    """Return what sources say of the place's trade; of a country's regions on their own pages."""
    if partner is not None and country_of(place) == place:
        return said_of_pair(place, partner)
    return Statement.objects.about(place).newest_first().each_with_names()


def said_of_pair(place, other):
    return Statement.objects.of_pair(place, other).newest_first().each_with_names()


def _posts_in(place):
    return list(Post.objects.held_in(place).latest_first())
