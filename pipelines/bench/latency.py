"""How long every query of the library takes on a large embedded store: ``python -m pipelines.bench.latency FOLDER SIZE``.

FOLDER is made by ``pipelines.bench.fill`` where it is not there. Each query runs with names drawn from the graph
(*named*: a firm, person, place, body or product; *programme*: a programme, with a year where it takes one) and without
any (*whole*: all of the graph), after one run that is not counted. The table goes to stdout: seconds of processor time,
which a busy machine does not change, and seconds on the clock. KG_BENCH_RUNS and KG_BENCH_WAYS measure less.
"""

import os
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from statistics import median

from kg import queries
from kg.errors import KgError
from kg.store import engine as engines
from kg.store.embedded import EmbeddedStore
from pipelines.bench.fill import TIMEOUT, edge_rows, fill, node_rows
from pipelines.bench.synthetic import Synthetic

RUNS = int(os.environ.get("KG_BENCH_RUNS", "20"))
WHOLE_RUNS = max(1, RUNS // 5)
WAYS = os.environ.get("KG_BENCH_WAYS", "named programme whole").split()
NAMES: Mapping[str, str] = {
    "company": "Company",
    "entity": "Company",
    "person": "Person",
    "place": "Place",
    "body": "Agency",
    "agency": "Agency",
    "organization": "Agency",
    "product": "Product",
}
"""Parameters that name one thing, and what they name."""
PROGRAMMES = ("program", "has", "lacks")


def cases(
    graph: Synthetic, query: queries.Query, chance: Random
) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Ways to run a query, each with the parameters of its runs."""
    names = {one.name for one in query.parameters}
    required = {one.name for one in query.parameters if one.required}
    named = [name for name in NAMES if name in names] + (["other"] if "other" in names else [])
    other = [name for name in PROGRAMMES if name in names]
    fixed = {name: value for name, value in (("year", "2020"), ("since", "2024")) if name in required}
    if named:
        need = [name for name in other if name in required]
        yield "named", [fixed | _drawn(graph, query, [*named, *need], chance) for _ in range(RUNS)]
    if other and not set(named) & required:
        extra = {"year": "2020"} if "year" in names else {}
        yield "programme", [fixed | extra | _drawn(graph, query, other, chance) for _ in range(RUNS)]
    if not required - fixed.keys():
        yield "whole", [fixed] * WHOLE_RUNS


def _drawn(graph: Synthetic, query: queries.Query, names: list[str], chance: Random) -> dict[str, str]:
    """One value for each parameter. Half of the firms are among the first, which have most."""
    found = {}
    for name in names:
        label = (
            "Program"
            if name in PROGRAMMES
            else NAMES.get(name) or ("Place" if "place" in names else "Company")
        )
        number = int(graph.count(label) * chance.random() ** (1 if label == "Place" else 3))
        found[name] = graph.name(label, number)
    return found


def measure(
    store: EmbeddedStore, query: queries.Query, runs: list[dict[str, str]]
) -> tuple[list[float], list[float]]:
    """Processor and clock seconds of each run; a query that is stopped is said on stderr."""
    spent, passed = [], []
    for given in [runs[0], *runs] if len(runs) > 1 else runs:
        clock, begin = time.perf_counter(), time.process_time()
        try:
            queries.run(store, query, query.bind(given), limit=1000, timeout=TIMEOUT)
        except KgError as error:
            sys.stderr.write(f"{query.name} {given}: {error.en}\n")
        spent.append(time.process_time() - begin)
        passed.append(time.perf_counter() - clock)
        if sum(spent) > TIMEOUT / 2:
            break
    first = len(spent) > 1
    return sorted(spent[first:]), sorted(passed[first:])


def p95(spent: list[float]) -> float:
    """The value that 95 of 100 do not exceed."""
    return spent[-(-len(spent) * 95 // 100) - 1]


def main() -> None:
    """Measure all queries, or those named, and print a table in Markdown."""
    folder, size, *chosen = Path(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:]
    graph = Synthetic(size)
    engines.engine(TIMEOUT)
    if not folder.exists():
        fill(folder, node_rows(graph), edge_rows(graph))
    store = EmbeddedStore(folder)
    sys.stdout.write("| query | way | runs | CPU median, s | CPU p95, s | clock median, s | clock p95, s |\n")
    sys.stdout.write("|---|---|---:|---:|---:|---:|---:|\n")
    for query in queries.library().values():
        if chosen and query.name not in chosen:
            continue
        for way, runs in cases(graph, query, Random(query.name)):
            if way not in WAYS:
                continue
            spent, passed = measure(store, query, runs)
            figures = [median(spent), p95(spent), median(passed), p95(passed)]
            sys.stdout.write(
                f"| {query.name} | {way} | {len(spent)} | "
                + " | ".join(f"{one:.2f}" for one in figures)
                + " |\n"
            )
            sys.stdout.flush()
    store.close()


if __name__ == "__main__":
    main()
