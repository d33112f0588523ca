"""What it costs to decide which of many names are one firm: ``python -m pipelines.bench.resolution SIZE…``.

For each size so many names of generated firms (three in four in full, the others short) are taken apart, put into
clusters and bound at once, in memory. Prints seconds of processor time, and of these a name in microseconds.
"""

import sys
import time

from kg.cli.console import Format, write_rows
from kg.model import EntityType
from kg.resolve.bind import bind_organisations
from kg.resolve.clusters import Clusters
from kg.resolve.gather import Sense
from kg.resolve.gazetteer import gazetteer
from kg.resolve.identity import Identity
from kg.resolve.names import name_key
from kg.resolve.same import key
from pipelines.bench.archive import Archive


def sense(archive: Archive, number: int) -> Sense:
    """The name of a firm as one article has it: short in every fourth, and then at home in a province."""
    firm = archive.firm(number - 1 if number % 4 == 3 else number)
    short = number % 4 == 3
    name, home = (firm.short, firm.place.parent) if short else (firm.full, None)
    identity = Identity(EntityType.COMPANY, key(name), place=home, properties=(("place", home),))
    made = Sense(f"{identity.id}|{name_key(name)}", identity, identity)
    made.writings[name] += 1
    made.note(f"{number:016}:0001", None, firm.place.parent)
    return made


def measured(size: int) -> list[object]:
    """One row of the table."""
    archive = Archive(size)
    begin = time.process_time()
    senses = {one.id: one for one in (sense(archive, number) for number in range(size))}
    taken = time.process_time()
    clusters = Clusters(senses.values())
    doubts = bind_organisations(clusters, gazetteer())
    done = time.process_time()
    figures = [f"{taken - begin:.2f}", f"{done - taken:.2f}", f"{(done - begin) / size * 1e6:.0f}"]
    return [size, *figures, len(list(clusters)), len(doubts)]


def main(sizes: list[str]) -> None:
    """Measure each size and print the table."""
    gazetteer()
    columns = ["names", "taking apart s", "binding s", "µs a name", "entities", "doubts"]
    write_rows(columns, [measured(int(size)) for size in sizes], Format.TABLE)


if __name__ == "__main__":
    main(sys.argv[1:])
