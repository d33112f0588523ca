"""Who an entity is: the cluster key of a name, and the id made of it."""

import hashlib
import re
from dataclasses import dataclass, field

from kg.model import EntityType, Value
from kg.workspace.records import dumps

CODE = re.compile(r"\d{6,12}|[0-9A-Z]{18}")


@dataclass(frozen=True, slots=True)
class Identity:
    """What makes two names one entity: type, key of the fullest name, and a place code where the key is not enough.

    ``code`` is a public code (GB/T 2260 of a place, 统一社会信用代码) and then decides alone. ``name`` is a canonical
    name that the catalogue gives, or None when the texts decide. ``properties`` are those of the label.
    """

    type: EntityType
    key: str
    place: str | None = None
    code: str | None = None
    name: str | None = field(default=None, compare=False)
    properties: tuple[tuple[str, Value], ...] = field(default=(), compare=False)
    # The entity's id (docs/schema.md): a pure function of what is compared, made once.
    id: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        told = self.code or digest([self.type, self.key, self.place])
        object.__setattr__(self, "id", f"{self.type.lower()}-{told}")


def digest(parts: object) -> str:
    """16 hex digits of the SHA-256 of the parts written as JSON."""
    return hashlib.sha256(dumps(parts).encode()).hexdigest()[:16]
