"""What all extractors share of one article, made once."""

from functools import cached_property

from kg.facts.frames import Frames
from kg.facts.home import Home
from kg.facts.listed import Listing
from kg.facts.listing import listings
from kg.facts.times import Times
from kg.facts.view import View
from kg.model import Reading


class Context(View):
    """A view with the article's times and frames."""

    def __init__(self, reading: Reading, published: str | None = None) -> None:
        super().__init__(reading)
        self.times = Times(self, published)
        self.home = Home(self)

    @cached_property
    def frames(self) -> Frames:
        """The announcements and headings of the article."""
        return Frames(self, self.times)

    @cached_property
    def listings(self) -> tuple[Listing, ...]:
        """The lists and tables of the article, in order."""
        return tuple(sorted(listings(self), key=lambda listing: listing.start))
