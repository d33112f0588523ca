"""Long suites: `make test` and CI run a fixed seeded share of their cases, `make soak` runs them all."""

import os
import random
import sys
from collections.abc import Sequence
from typing import TypeVar

Case = TypeVar("Case")


def share(name: str, cases: Sequence[Case], size: int, *, seed: int = 20210201) -> list[Case]:
    """``size`` of the cases, always the same ones; all of them with KG_SOAK=1. Says which on stderr."""
    if os.environ.get("KG_SOAK") == "1":
        return list(cases)
    chosen = random.Random(seed).sample(range(len(cases)), min(size, len(cases)))
    sys.stderr.write(f"{name}: {len(chosen)} of {len(cases)} cases (seed {seed}): {sorted(chosen)}\n")
    return [cases[index] for index in sorted(chosen)]
