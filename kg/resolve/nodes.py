"""Nodes of the graph: documents, articles, entities of the texts and the places above them."""

from collections.abc import Collection as Sized
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.model import Article, Document, EntityType, Node, Value
from kg.resolve.gazetteer import Gazetteer
from kg.resolve.identity import Identity
from kg.resolve.settle import Collection, Gathered
from kg.resolve.successions import agency_changes, successors_of
from kg.schema import ARTICLE, DOCUMENT, ENTITY_EXTRA, LABELS


def nodes(collection: Collection, units: Gazetteer) -> Iterator[Node]:
    """Every node, in no order."""
    titles = headings(collection.articles)
    yield from (document_node(one, titles.get(one.id)) for one in collection.documents)
    yield from map(article_node, collection.articles)
    yield from map(entity_node, collection.entities.values())
    yield from (place_node(code, units) for code in missing_places(collection.entities, units))
    yield from map(catalogue_node, agency_changes(collection.agencies(), units).missing)


def missing_places(entities: Sized[str], units: Gazetteer) -> list[str]:
    """Codes of the units that no text names: what those of the texts became, and all above."""
    codes = [units.by_entity[one] for one in entities if one in units.by_entity]
    later = successors_of(codes)
    above = {parent for code in (*codes, *later) for parent in units.ancestors(code)}
    return sorted(code for code in later | above if units.identity(code).id not in entities)


def headings(articles: Iterable[Article]) -> Mapping[str, str]:
    """The title of the first article of each document that has one."""
    found: dict[str, str] = {}
    for article in sorted(articles, key=lambda one: one.id):
        if article.title:
            found.setdefault(article.document, article.title)
    return found


def document_node(document: Document, heading: str | None) -> Node:
    """The node of a document; one without a title of its own goes by that of its first article."""
    properties = {key: getattr(document, key) for key in DOCUMENT}
    return Node(document.id, ("Document",), properties | {"title": document.title or heading})


def article_node(article: Article) -> Node:
    """The node of an article."""
    return Node(article.id, ("Article",), {key: getattr(article, key) for key in ARTICLE})


def entity_node(gathered: Gathered) -> Node:
    """The node of an entity of the texts."""
    identity = gathered.identity
    properties: dict[str, Value | list[str]] = dict.fromkeys(ENTITY_EXTRA[identity.type])
    properties |= dict(identity.properties)
    if identity.type is EntityType.PROGRAM:
        properties["uncatalogued"] = not identity.properties
    if "place" in properties and identity.place:
        properties["place"] = identity.place
    properties |= {
        "name": gathered.name,
        "aliases": sorted(gathered.aliases),
        "support": gathered.support,
        "first_seen": gathered.first_seen,
        "last_seen": gathered.last_seen,
        "origin": "text+catalogue" if identity.code or identity.name else "text",
    }
    return Node(identity.id, (LABELS[identity.type], "Entity"), properties)


def place_node(code: str, units: Gazetteer) -> Node:
    """The node of a unit that only the catalogue names."""
    place = units.by_code[code]
    return catalogue_node(
        units.identity(code), [place.short] if place.short and place.short != place.name else []
    )


def catalogue_node(identity: Identity, aliases: Sequence[str] = ()) -> Node:
    """The node of an entity that only the catalogue names."""
    properties: dict[str, Value | list[str]] = {
        "name": str(identity.name),
        "aliases": list(aliases),
        "support": 0,
        "first_seen": None,
        "last_seen": None,
        "origin": "catalogue",
        **dict.fromkeys(ENTITY_EXTRA[identity.type]),
        **dict(identity.properties),
    }
    return Node(identity.id, (LABELS[identity.type], "Entity"), properties)
