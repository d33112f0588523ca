"""What is gathered of one document as rows of the workspace, and rows back as senses and claims."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from kg.model import EntityType, Predicate
from kg.resolve.entities import MAKER
from kg.resolve.gather import Claim, Gathering, Sense, SenseMention
from kg.resolve.identity import Identity
from kg.resolve.names import name_key
from kg.resolve.organisations import SHORTEST
from kg.workspace.gathered import DocumentRows, Gathered, SenseRow
from kg.workspace.records import dumps

_NAMED = (EntityType.COMPANY, EntityType.ORGANIZATION)


def region(identity: Identity) -> str:
    """Names of one region may be one entity, or settle whether others are; names of two regions do neither.

    Firms and bodies whose 字号 begins alike, persons of one name; all else stands for itself. (Products of one name
    are one where their maker is: ``Scope.followers``.)
    """
    if identity.type in _NAMED:
        body = [*identity.key.split("|"), ""][1]
        return f"{identity.type}|{body[:SHORTEST]}"
    if identity.type is EntityType.PERSON:
        return f"{identity.type}|{identity.key}"
    return identity.id


def document_rows(document: str, gathering: Gathering) -> DocumentRows:
    """The rows of a gathering of this document alone."""
    mentions: defaultdict[tuple[str, str], list[SenseMention]] = defaultdict(list)
    for mention in gathering.mentions:
        mentions[mention.sense, mention.article].append(mention)
    found = DocumentRows(document)
    for sense in gathering.senses.values():
        sightings = [
            (article, date, province, *_mentioned(mentions.get((sense.id, article), [])))
            for article, (date, province) in sorted(sense.sightings.items())
        ]
        found.senses.append(
            SenseRow(
                sense.id,
                _dump(sense.identity),
                _dump(sense.own),
                sorted(set(_keys(sense))),
                sorted(sense.writings.items()),
                sightings,
            )
        )
    found.claims = [
        (c.id, c.source, str(c.predicate), c.target, c.date, c.jurisdiction, c.product, c.grantor)
        for c in gathering.claims
    ]
    found.mentions = [(m.sense, m.article, m.start, m.end) for m in gathering.mentions]
    return found


def _mentioned(mentions: list[SenseMention]) -> tuple[Any, ...]:
    if not mentions:
        return 0, None, None, None, None
    first = min(mentions, key=lambda one: (one.start, one.end))
    return len(mentions), first.start, first.end, first.quote, max(one.confidence for one in mentions)


def _keys(sense: Sense) -> Iterator[tuple[str, str]]:
    yield "id", sense.identity.id
    for identity in (sense.identity, sense.own):
        yield "region", region(identity)
    for name in (*sense.writings, *filter(None, [sense.identity.name])):
        yield "name", name_key(name)
    if sense.identity.type is EntityType.PRODUCT and MAKER in sense.identity.key:
        yield "maker", sense.identity.key.partition(MAKER)[2]


def load_sense(gathered: Gathered, number: int) -> Sense | None:
    """A sense as all documents together have it, with its articles for firms and bodies; None when no document has it."""
    identities = gathered.identities(number)
    if identities is None:
        return None
    identity, own = map(_load, identities)
    sense = Sense(gathered.sense(number)[0], identity, own, Counter(dict(gathered.writings(number))))
    if identity.type in _NAMED:  # for the names of all else nobody asks who has them, and a hub's are many
        for article, date, province in gathered.sightings(number):
            sense.note(article, date, province)
    return sense


def _dump(identity: Identity) -> str:
    return dumps(
        [identity.type, identity.key, identity.place, identity.code, identity.name, identity.properties]
    )


def _load(text: str) -> Identity:
    kind, key, place, code, name, properties = json.loads(text)
    told = tuple((str(field), value) for field, value in properties)
    return Identity(EntityType(kind), key, place=place, code=code, name=name, properties=told)


def claims_between(gathered: Gathered, source: str, predicate: str, target: str) -> Iterator[Claim]:
    """The claims of a predicate between two entities."""
    kind = Predicate(predicate)
    for identity, article, quote, confidence, said, *rest in gathered.claims_between(
        source, predicate, target
    ):
        yield Claim(
            identity,
            kind,
            source,
            target,
            article,
            quote,
            confidence,
            json.loads(said) if said != "{}" else {},
            *rest,
        )
