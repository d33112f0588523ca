"""Places by code and by name, which one a name means in its context, and the entity each of them is."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kg.catalog import own
from kg.catalog.places import Place, places, towns
from kg.catalog.tables import CATALOG
from kg.catalog.validity import in_force
from kg.model import EntityType
from kg.resolve.identity import Identity
from kg.resolve.names import name_key

# The levels of the catalogue as the schema calls them; zones, regions and waters have none.
LEVELS = {"country": "国", "province": "省", "city": "市", "county": "县", "town": "乡"}
_ORDER = ("country", "province", "region", "city", "county", "zone", "nature", "town", "foreign")


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Places by their code in the catalogue, codes by full and short name, codes by entity id."""

    by_code: Mapping[str, Place]
    by_name: Mapping[str, tuple[str, ...]]
    by_entity: Mapping[str, str]

    def ancestors(self, code: str) -> Iterator[str]:
        """The codes of the places above, nearest first."""
        parent = self.by_code[code].parent if code in self.by_code else ""
        while parent in self.by_code:
            yield parent
            parent = self.by_code[parent].parent

    def lineage(self, code: str) -> frozenset[str]:
        """The code and those of all places above it."""
        return frozenset((code, *self.ancestors(code)))

    def level(self, code: str) -> str | None:
        """国, 省, 市, 县 or 乡; None for what is no administrative unit."""
        return LEVELS.get(self.by_code[code].level) if code in self.by_code else None

    def at_level(self, code: str, level: str) -> str | None:
        """The code itself or the one above it that has this level."""
        return next((one for one in (code, *self.ancestors(code)) if self.level(one) == level), None)

    def choose(self, name: str, near: Collection[str], date: str | None = None) -> str | None:
        """The code that a name means: the only one, else the only one near (in or around the codes given).

        Of several those that have the name at the date are meant. Where a province and its city share a short name
        (吉林), the province is meant. None when it stays open.
        """
        codes = self.by_name.get(name, ())
        if len(codes) > 1:
            then = in_force((self.by_code[code] for code in codes), date)
            codes = tuple(place.code for place in then) or codes
        if len(codes) > 1 and near:
            around = [code for code in codes if self.lineage(code) & frozenset(near)]
            codes = tuple(around) or codes
        if len(codes) > 1:
            best = min(self._rank(code) for code in codes)
            codes = tuple(code for code in codes if self._rank(code) == best)
        return codes[0] if len(codes) == 1 else None

    def identity(self, code: str) -> Identity:
        """The entity a place of the catalogue is; units have their GB/T 2260 code in its id."""
        return _identity(self.by_code[code])

    def _rank(self, code: str) -> int:
        return _ORDER.index(self.by_code[code].level)


def _identity(place: Place) -> Identity:
    code = place.code if place.code.isdigit() else None
    level = LEVELS.get(place.level) if place.level != "foreign" else None
    properties = (("code", code), ("level", level))
    return Identity(EntityType.PLACE, name_key(place.name), code=code, name=place.name, properties=properties)


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of the catalogue in force."""
    everywhere = [*places(), *towns()]
    names: defaultdict[str, set[str]] = defaultdict(set)
    for place in everywhere:
        names[place.name].add(place.code)
        if place.short:
            names[place.short].add(place.code)
    return Gazetteer(
        {place.code: place for place in everywhere},
        {name: tuple(sorted(codes)) for name, codes in names.items()},
        {_identity(place).id: place.code for place in everywhere},
    )


@cache
def catalogue_version() -> str:
    """Hash of the tables that resolution depends on, the operator's among them."""
    content = [
        path.read_bytes() for table in sorted(own.TABLES) if (path := CATALOG / f"{table}.csv").is_file()
    ]
    return hashlib.sha256(b"\0".join((*content, own.version().encode()))).hexdigest()[:12]
