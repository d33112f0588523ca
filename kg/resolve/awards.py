"""Which award statements say the same: DESIGN's rule for AWARDED edges, independent of order."""

from collections.abc import Iterable, Mapping

from kg.model import Value

Key = tuple[Value, ...]


def award_groups(keys: Iterable[Key]) -> Mapping[Key, tuple[Key, bool]]:
    """Assign each key (fields or None, of one subject and programme) the key of the edge it supports.

    A key supports the edge whose fields contain all its own non-null ones, when there is exactly one such edge;
    it stands for itself when there is none, or several; the flag says that it fits several (incomplete).
    """
    distinct = sorted(set(keys), key=repr)
    edges = [key for key in distinct if not any(_extends(other, key) for other in distinct)]
    groups: dict[Key, tuple[Key, bool]] = {}
    for key in distinct:
        wider = [edge for edge in edges if _extends(edge, key)]
        groups[key] = (wider[0], False) if len(wider) == 1 else (key, len(wider) > 1)
    return groups


def _extends(wider: Key, key: Key) -> bool:
    """Whether ``wider`` says all that ``key`` says, and more."""
    if wider == key:
        return False
    return all(mine is None or mine == theirs for mine, theirs in zip(key, wider, strict=True))
