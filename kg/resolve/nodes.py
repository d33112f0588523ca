"""Nodes of the graph: documents, articles, entities of the texts and the places above them."""

from collections.abc import Collection as Sized
from collections.abc import Iterator

from kg.model import Article, Document, EntityType, Node, Value
from kg.resolve.gazetteer import Gazetteer
from kg.resolve.settle import Collection, Gathered
from kg.schema import ARTICLE, DOCUMENT, ENTITY_EXTRA, LABELS


def nodes(collection: Collection, units: Gazetteer) -> Iterator[Node]:
    """Every node, in no order."""
    yield from map(_document, collection.documents)
    yield from map(_article, collection.articles)
    yield from map(_entity, collection.entities.values())
    yield from (_catalogue_place(code, units) for code in missing_places(collection.entities, units))


def missing_places(entities: Sized[str], units: Gazetteer) -> list[str]:
    """Codes of the units above those of the texts that no text names."""
    codes = [units.by_entity[one] for one in entities if one in units.by_entity]
    above = {parent for code in codes for parent in units.ancestors(code)}
    return sorted(code for code in above if units.identity(code).id not in entities)


def _document(document: Document) -> Node:
    return Node(document.id, ("Document",), {key: getattr(document, key) for key in DOCUMENT})


def _article(article: Article) -> Node:
    return Node(article.id, ("Article",), {key: getattr(article, key) for key in ARTICLE})


def _entity(gathered: Gathered) -> Node:
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
        "support": len(gathered.articles),
        "first_seen": min(gathered.dates, default=None),
        "last_seen": max(gathered.dates, default=None),
        "origin": "text+catalogue" if identity.code or identity.name else "text",
    }
    return Node(identity.id, (LABELS[identity.type], "Entity"), properties)


def _catalogue_place(code: str, units: Gazetteer) -> Node:
    place = units.by_code[code]
    identity = units.identity(code)
    properties: dict[str, Value | list[str]] = {
        "name": place.name,
        "aliases": [place.short] if place.short and place.short != place.name else [],
        "support": 0,
        "first_seen": None,
        "last_seen": None,
        "origin": "catalogue",
        **dict(identity.properties),
    }
    return Node(identity.id, ("Place", "Entity"), properties)
