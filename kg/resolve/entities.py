"""From a name in an article to the entity it means."""

from collections.abc import Mapping

from kg.catalog.brands import brands
from kg.model import EntityType, Ref
from kg.resolve.agencies import agency_identity
from kg.resolve.context import Context
from kg.resolve.gazetteer import Gazetteer
from kg.resolve.identity import Identity
from kg.resolve.names import name_key
from kg.resolve.organisations import OrganisationName, parse
from kg.resolve.programmes import programme_identity
from kg.resolve.register import registered
from kg.resolve.same import key as organisation_key

_BARE_LEVELS = {"省": "省", "市": "市", "县": "县", "区": "县", "州": "市"}
_FULL_NAME_LENGTH = 8
MAKER = "|"  # between the key of a product and the key of the one firm that makes it
_ORGANISATIONS = (EntityType.COMPANY, EntityType.ORGANIZATION)


def entity_key(kind: EntityType, name: str) -> str:
    """What two writings of one name of this type have in common."""
    return organisation_key(name) if kind in _ORGANISATIONS else name_key(name)


class ArticleEntities:
    """Identities of the names of one article. ``makers`` maps the key of a product to the one firm that makes it."""

    def __init__(self, context: Context, gazetteer: Gazetteer, makers: Mapping[str, str]) -> None:
        self._context = context
        self._gazetteer = gazetteer
        self._makers = makers
        self._known: dict[Ref, Identity] = {}

    def identity(self, ref: Ref) -> Identity:
        """The identity of a name; the same name of the same type is one entity inside an article."""
        if ref not in self._known:
            self._known[ref] = self._identify(ref)
        return self._known[ref]

    def _identify(self, ref: Ref) -> Identity:
        match ref.type:
            case EntityType.PLACE:
                return self._place(ref.name)
            case EntityType.AGENCY:
                return agency_identity(ref.name, self._context, self._gazetteer)
            case EntityType.PROGRAM:
                return programme_identity(ref.name, self._context.date)
            case EntityType.PRODUCT:
                return self._product(ref.name)
            case EntityType.PERSON:
                return Identity(EntityType.PERSON, name_key(ref.name), place=self._context.province)
            case _:
                return self._organisation(ref)

    def _place(self, name: str) -> Identity:
        code = self._choose(name)
        if code:
            return self._gazetteer.identity(code)
        if self._prefix(name):
            return Identity(EntityType.PLACE, name_key(name))
        return Identity(EntityType.PLACE, name_key(name), place=self._context.province)

    def _organisation(self, ref: Ref) -> Identity:
        """The register decides, else a full name alone; 省机械工业联合会 is completed; a short one is at home here."""
        if known := registered(ref.name, self._context.date):
            return known
        name, level = ref.name, _BARE_LEVELS.get(ref.name[0])
        unit = self._context.unit(level) if level and name[1:2] not in "级属立" else None
        if unit:
            full = self._gazetteer.by_code[unit].name + name[1:]
            return Identity(ref.type, organisation_key(full), name=full, properties=(("place", unit),))
        parts = parse(name)
        home = None if name in brands() else self._home(parts)
        place = None if home or _stands_alone(ref, parts) else self._context.province
        return Identity(ref.type, parts.key, place=place, properties=(("place", home),))

    def _home(self, parts: OrganisationName) -> str | None:
        """The code of the unit that a name begins with; one that several units share is looked for near the article."""
        code = parts.place if parts.place in self._gazetteer.by_code else None
        code = code or self._choose(parts.place)
        return code if code and code.isdigit() else None

    def _choose(self, name: str) -> str | None:
        return self._gazetteer.choose(name, self._context.near, self._context.date)

    def _prefix(self, name: str) -> str | None:
        """The code of the unit that a name begins with."""
        for length in range(min(len(name) - 2, 10), 1, -1):
            if name[:length] in self._gazetteer.by_name:
                code = self._choose(name[:length])
                return code if code and code.isdigit() else None
        return None

    def _product(self, name: str) -> Identity:
        key = name_key(name)
        maker = self._makers.get(key)
        return Identity(EntityType.PRODUCT, f"{key}{MAKER}{maker}" if maker else key)


def _stands_alone(ref: Ref, parts: OrganisationName) -> bool:
    """Whether a name means the same in every province: a legal form, Latin letters, a brand, a body's long name."""
    name = ref.name
    long = ref.type is EntityType.ORGANIZATION and len(name) >= _FULL_NAME_LENGTH
    return parts.legal or long or (name.isascii() and len(name) > 2) or name in brands()
