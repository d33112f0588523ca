"""What the names of one article mean: short ones that an ALIAS statement binds mean what their full name means."""

from collections.abc import Iterable, Mapping, Sequence

from kg.model import EntityType, Predicate, Ref, Statement
from kg.resolve.context import Context
from kg.resolve.entities import ArticleEntities
from kg.resolve.gazetteer import Gazetteer
from kg.resolve.identity import Identity
from kg.resolve.names import name_key


class ArticleNames:
    """The names of one article with this context and these statements."""

    def __init__(
        self, context: Context, units: Gazetteer, statements: Sequence[tuple[str, Statement]]
    ) -> None:
        self._context = context
        self._units = units
        self._full = _full_names(statement for _, statement in statements)
        self._entities = ArticleEntities(context, units, _makers(statement for _, statement in statements))

    @property
    def province(self) -> str | None:
        """The code of the province the article is at home in."""
        return self._context.province

    def of(self, ref: Ref) -> Identity:
        """The identity of a name as the article writes it."""
        seen = {ref}
        while (full := self._full.get(ref)) and full not in seen:
            ref = full
            seen.add(ref)
        return self._entities.identity(ref)

    def alone(self, ref: Ref) -> Identity:
        """The identity it would have if the article bound it to nothing."""
        return self._entities.identity(ref)

    def award_fields(self, statement: Statement) -> tuple[str | None, str | None, str | None]:
        """Jurisdiction code, product and canonical grantor of an award; None for other statements."""
        if statement.predicate is not Predicate.AWARDED:
            return None, None, None
        level, product, grantor = (statement.qualifiers.get(key) for key in ("level", "product", "grantor"))
        agency = self.of(Ref(EntityType.AGENCY, str(grantor))) if grantor else None
        return (
            self._jurisdiction(level, agency),
            str(product) if product else None,
            _canonical(agency, grantor),
        )

    def _jurisdiction(self, level: object, agency: Identity | None) -> str | None:
        """The granting unit: 000000 for the state; the grantor's unit, else the article's own of that level."""
        if level in ("国家", "国内"):
            return "000000"
        if level not in ("省", "市", "县"):
            return None
        if agency and agency.place and self._units.level(agency.place) == level:
            return agency.place
        return self._context.unit(str(level))


def _canonical(agency: Identity | None, grantor: object) -> str | None:
    if agency is None:
        return None
    return agency.name or str(grantor)


def _full_names(statements: Iterable[Statement]) -> Mapping[Ref, Ref]:
    """What each short form stands for; of several the first in the order of names, whatever came first."""
    pairs = [
        (one.object, one.subject) for one in statements if one.predicate is Predicate.ALIAS and one.subject
    ]
    return dict(sorted(pairs, key=lambda pair: (pair[0].name, pair[1].name, pair[1].type), reverse=True))


def _makers(statements: Iterable[Statement]) -> Mapping[str, str]:
    """For each product of an article that one firm alone makes or was honoured for: the key of the firm's name."""
    makers: dict[str, set[str]] = {}
    for statement in statements:
        subject = statement.subject
        if subject is None or subject.type not in (EntityType.COMPANY, EntityType.ORGANIZATION):
            continue
        product: object = None
        if statement.predicate is Predicate.PRODUCES:
            product = statement.object.name
        elif statement.predicate is Predicate.AWARDED:
            product = statement.qualifiers.get("product")
        if product:
            makers.setdefault(name_key(str(product)), set()).add(name_key(subject.name))
    return {product: next(iter(firms)) for product, firms in makers.items() if len(firms) == 1}
