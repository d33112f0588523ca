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

    @property
    def id(self) -> str:
        """The entity's id (docs/schema.md): a pure function of what is compared."""
        prefix = self.type.lower()
        if self.code:
            return f"{prefix}-{self.code}"
        return f"{prefix}-{digest([self.type, self.key, self.place])}"


def digest(parts: object) -> str:
    """16 hex digits of the SHA-256 of the parts written as JSON."""
    return hashlib.sha256(dumps(parts).encode()).hexdigest()[:16]
