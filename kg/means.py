"""With what documents are read here and now: the tools that are installed, and the limits in force."""

from dataclasses import dataclass

from kg import ingest


@dataclass(frozen=True, slots=True)
class Means:
    """Tools by name, and what a document may take; what a file lacked is written as ``ocr`` or ``seconds>120``."""

    tools: frozenset[str]
    seconds: float
    memory: int

    @classmethod
    def here(cls, seconds: float, memory: int) -> "Means":
        """The tools of this machine with these limits."""
        return cls(ingest.tools(), seconds, memory)

    def have(self, lacking: str) -> bool:
        """Whether what a file lacked is here now."""
        name, _, amount = lacking.partition(">")
        if not amount:
            return name in self.tools
        return {"seconds": self.seconds, "memory": self.memory}[name] > float(amount)
