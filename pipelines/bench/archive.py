"""An archive of notices made of a seed, whose truth is known: which mention means which entity.

Firms have a true place, 字号, trade and form; some share their 字号 with firms of other places, some with another trade.
A few firms, programmes and places fill most notices, as in life. A notice names a firm in full, with a short form that
it defines, or by a short form that it leaves open. Document ``n`` is the same in an archive of any size.

``python -m pipelines.bench.archive FOLDER SIZE`` writes text files; with ``--workspace`` the statements themselves go
into a workspace, without reading.
"""

import hashlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from random import Random

from kg.catalog.places import Place, places
from kg.model import (
    Article,
    Document,
    EntityType,
    Evidence,
    Mention,
    Predicate,
    Reading,
    Ref,
    Statement,
    Value,
)
from kg.offsets import OffsetMap
from kg.workspace import Workspace
from pipelines.bench import words

FIRMS_PER_DOCUMENT = 1.5
"""Firms of an archive for each of its documents."""

_AWARD = dict.fromkeys(("level", "year", "batch", "product", "grantor", "rank", "status", "date"))
_PROGRAMMES = (
    "首台（套）",
    "专精特新“小巨人”企业",
    "绿色工厂",
    "单项冠军",
    "智能工厂",
    "隐形冠军",
    "企业技术中心",
)


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm as it is: its number is its identity."""

    number: int
    place: Place
    stem: str
    trade: str
    form: str

    @property
    def full(self) -> str:
        """Its registered name."""
        return f"{self.place.name.removesuffix('市')}{self.stem}{self.trade}{self.form}"

    @property
    def short(self) -> str:
        """What newspapers call it."""
        return self.stem + self.trade


@dataclass(slots=True)
class _Draft:
    """A document while it is written."""

    text: str = ""
    mentions: list[tuple[Mention, str]] = field(default_factory=list)
    claims: list[tuple[int, Predicate, Ref, Ref, dict[str, Value]]] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)

    def write(self, text: str) -> None:
        self.text += text

    def name(self, kind: EntityType, text: str, truth: str, full: str | None = None) -> None:
        start = len(self.text)
        self.text += text
        mention = Mention(kind, start, len(self.text), text, full or text, "bench", 0.9)
        self.mentions.append((mention, truth))

    def end(self, mark: str) -> None:
        start = self.sentences[-1][1] if self.sentences else 0
        self.text += mark
        self.sentences.append((start, len(self.text)))

    def claim(self, predicate: Predicate, subject: Ref, target: Ref, **said: Value) -> None:
        """A statement of the sentence that is being written."""
        self.claims.append((len(self.sentences), predicate, subject, target, dict(said)))


@dataclass(frozen=True, slots=True)
class Notice:
    """A generated document as a reader would have read it, with the true entity of each mention by document offset."""

    document: Document
    reading: Reading
    statements: tuple[Statement, ...]
    truth: dict[tuple[int, int], str]


@lru_cache(maxsize=1)
def _cities() -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = {code: [] for code in words.PROVINCES}
    for place in places():
        if place.level == "city" and place.parent in found:
            found[place.parent].append(place)
    return found


@lru_cache(maxsize=1)
def _provinces() -> dict[str, Place]:
    return {place.code: place for place in places() if place.code in words.PROVINCES}


class Archive:
    """Documents of one seed, drawn from ``firms`` firms."""

    def __init__(self, size: int, seed: int = 1) -> None:
        self.size = size
        self.firms = max(10, int(size * FIRMS_PER_DOCUMENT))
        self._seed = seed

    def firm(self, number: int) -> Firm:
        """The firm of this number. One in eight has the 字号 of the firm before it, elsewhere or in another trade."""
        chance = Random(f"{self._seed} firm {number}")
        place = chance.choice(_cities()[chance.choice(words.PROVINCES)])
        stem, trade = "".join(chance.sample(words.CHARACTERS, 2)), chance.choice(words.TRADES)
        if chance.random() < 0.3:
            stem += chance.choice(words.CHARACTERS)
        if number and chance.random() < 1 / 8:
            other = self.firm(number - 1)
            stem, trade = other.stem, other.trade if chance.random() < 0.6 else trade
        return Firm(number, place, stem, trade, chance.choice(words.FORMS))

    def notice(self, number: int) -> Notice:
        """The document of this number."""
        chance = Random(f"{self._seed} notice {number}")
        province = _provinces()[chance.choice(words.PROVINCES)]
        year = 2012 + int(12 * chance.random() ** 0.5)
        draft = _Draft()
        programme = _PROGRAMMES[int(len(_PROGRAMMES) * chance.random() ** 2)]
        self._head(draft, province, programme, year, number)
        for firm in self._drawn(number, chance):
            self._item(draft, firm, programme, year, chance)
        return _notice(draft, number, self._seed, f"{year}-{chance.randrange(1, 13):02}-15")

    def notices(self) -> Iterator[Notice]:
        """All documents."""
        return map(self.notice, range(self.size))

    def _drawn(self, number: int, chance: Random) -> list[Firm]:
        """A few firms: most of them from a window that grows with the archive, some from the few that all know."""
        known = max(10, int((number + 1) * FIRMS_PER_DOCUMENT))
        many = min(12, 1 + int(chance.expovariate(0.5)))
        drawn = {
            int(min(known, 40) * chance.random()) if chance.random() < 0.1 else chance.randrange(known)
            for _ in range(many)
        }
        return [self.firm(one) for one in sorted(drawn)]

    def _head(self, draft: _Draft, province: Place, programme: str, year: int, number: int) -> None:
        agency = f"{province.name}经济和信息化厅"
        draft.name(EntityType.AGENCY, agency, f"agency {province.code}")
        draft.write(f"关于公布{year}年度")
        draft.name(EntityType.PROGRAM, programme, f"programme {programme}")
        draft.end(f"名单的通知（第{number + 1}号）\n")
        draft.write("在")
        draft.name(EntityType.PLACE, province.name, f"place {province.code}")
        draft.write("，")
        draft.name(EntityType.AGENCY, "省经信厅", f"agency {province.code}")
        draft.write("组织了")
        draft.name(EntityType.PROGRAM, programme, f"programme {programme}")
        draft.claim(Predicate.GRANTS, Ref(EntityType.AGENCY, agency), Ref(EntityType.PROGRAM, programme))
        draft.end("认定。\n")

    def _item(self, draft: _Draft, firm: Firm, programme: str, year: int, chance: Random) -> None:
        truth, company = f"firm {firm.number}", EntityType.COMPANY
        full, short = Ref(company, firm.full), Ref(company, firm.short)
        if chance.random() < 0.12:  # the short form alone
            draft.name(company, firm.short, truth)
            draft.claim(
                Predicate.AWARDED, short, Ref(EntityType.PROGRAM, programme), **_AWARD | {"year": year}
            )
            draft.write("获评")
            draft.name(EntityType.PROGRAM, programme, f"programme {programme}")
            draft.end("。\n")
            return
        draft.name(company, firm.full, truth)
        defined = chance.random() < 0.4
        if defined:
            draft.write("（以下简称")
            draft.name(company, firm.short, truth, firm.full)
            draft.write("）")
            draft.claim(Predicate.ALIAS, full, short)
        draft.write("位于")
        city = firm.place
        draft.name(EntityType.PLACE, city.name, f"place {city.code}")
        draft.claim(Predicate.LOCATED_IN, full, Ref(EntityType.PLACE, city.name))
        draft.write("，获评")
        draft.name(EntityType.PROGRAM, programme, f"programme {programme}")
        said = _AWARD | {"level": "省", "year": year, "status": chance.choice((None, "认定", "公示"))}
        if chance.random() < 0.5:
            said["product"] = chance.choice(words.PRODUCTS)
            draft.write("，产品为")
            draft.name(EntityType.PRODUCT, str(said["product"]), f"product {said['product']} {firm.number}")
            draft.claim(Predicate.PRODUCES, full, Ref(EntityType.PRODUCT, str(said["product"])))
        draft.claim(Predicate.AWARDED, full, Ref(EntityType.PROGRAM, programme), **said)
        draft.end("。\n")
        if defined or chance.random() < 0.3:
            self._person(draft, firm, defined)

    def _person(self, draft: _Draft, firm: Firm, defined: bool) -> None:
        chance = Random(f"{self._seed} person {firm.number}")
        name = chance.choice(words.SURNAMES) + "".join(chance.sample(words.GIVEN, chance.choice((1, 2, 2))))
        title = chance.choice(words.TITLES)
        called = firm.short if defined else firm.full
        draft.name(EntityType.COMPANY, called, f"firm {firm.number}", firm.full)
        draft.write(title)
        draft.name(EntityType.PERSON, name, f"person {firm.number}")
        person, body = Ref(EntityType.PERSON, name), Ref(EntityType.COMPANY, firm.full)
        draft.claim(Predicate.HOLDS_POSITION, person, body, title=title, former=False)
        draft.end("作了发言。\n")


def _notice(draft: _Draft, number: int, seed: int, date: str) -> Notice:
    text = draft.text
    identity = hashlib.sha256(f"{seed} {number} {text}".encode()).hexdigest()
    title = text.partition("\n")[0]
    document = Document(
        identity, f"/archive/{number:07}.txt", "text/plain", text, "bench", title=title, date=date
    )
    article = Article(f"{identity[:16]}:0001", identity, 1, title, text, OffsetMap.identity(len(text)))
    reading = Reading(article, tuple(mention for mention, _ in draft.mentions), tuple(draft.sentences))
    statements = []
    for sentence, predicate, subject, target, said in draft.claims:
        start, end = draft.sentences[sentence]
        evidence = Evidence(article.id, start, end, text[start:end])
        statements.append(Statement(predicate, subject, target, evidence, "bench 1", "bench", 0.9, said))
    truth = {(mention.start, mention.end): true for mention, true in draft.mentions}
    return Notice(document, reading, tuple(statements), truth)


def write_files(archive: Archive, folder: Path) -> None:
    """Write each document as a text file, and ``truth.tsv``: file, start, end, entity."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "truth.tsv").open("w", encoding="utf-8", newline="") as out:
        for notice in archive.notices():
            name = Path(notice.document.path).name
            (folder / name).write_text(notice.document.text, encoding="utf-8", newline="")
            out.writelines(f"{name}\t{start}\t{end}\t{true}\n" for (start, end), true in notice.truth.items())


def fill(archive: Archive, workspace: Workspace, start: int = 0) -> None:
    """Write the documents from ``start`` on straight into a workspace."""
    for number in range(start, archive.size):
        notice = archive.notice(number)
        workspace.write_document(
            notice.document,
            [(notice.reading, notice.statements)],
            path=notice.document.path,
            fingerprint="bench",
            run=0,
        )


def main(arguments: list[str]) -> None:
    """Write files, or a workspace."""
    direct = "--workspace" in arguments
    folder, size = [one for one in arguments if not one.startswith("--")]
    archive = Archive(int(size))
    if direct:
        with Workspace(Path(folder), create=True) as workspace:
            fill(archive, workspace)
    else:
        write_files(archive, Path(folder))


if __name__ == "__main__":
    main(sys.argv[1:])
