"""The register of firms: names, former names, 统一社会信用代码 and place. None is shipped; an operator has one."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.catalog.own import rows
from kg.catalog.tables import CatalogError

# GB 32100-2015: the characters of a code in the order of their values, and the weights of the first 17.
_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = tuple(pow(3, position, 31) for position in range(17))


@dataclass(frozen=True, slots=True)
class Firm:
    """One firm, and when it had these names. ``credit_code`` and ``place`` (name or code) are "" where not known."""

    name: str
    former_names: tuple[str, ...]
    credit_code: str
    place: str
    valid_from: str = ""
    valid_to: str = ""


@cache
def firms() -> tuple[Firm, ...]:
    """The firms of the catalogue in force. Raises CatalogError for a bad row and for a code that two rows have."""
    owners: dict[str, str] = {}
    found = []
    for row in rows("firms"):
        check_firm(row.path, row.line, row.values)
        values = row.values
        code = values["credit_code"]
        if code and code in owners:
            raise CatalogError(
                row.path,
                row.line,
                f"统一社会信用代码 {code} 已属于“{owners[code]}”。",
                f"the credit code {code} already belongs to “{owners[code]}”.",
            )
        owners[code] = values["name"]
        former = tuple(filter(None, values["former_names"].split("|")))
        found.append(Firm(values["name"], former, code, values["place"], row.valid_from, row.valid_to))
    return tuple(found)


def check_firm(path: Path, line: int, row: Mapping[str, str]) -> None:
    """Raise CatalogError for a row that is no firm."""
    if not row["name"]:
        raise CatalogError(path, line, "缺少名称。", "the name is missing.")
    code = row["credit_code"]
    if code and not is_credit_code(code):
        raise CatalogError(
            path,
            line,
            f"统一社会信用代码 {code} 有误：应为 18 位，末位是校验码（GB 32100）。",
            f"the credit code {code} is wrong: 18 characters, the last of them a check character (GB 32100).",
        )


def is_credit_code(code: str) -> bool:
    """Whether it is a 统一社会信用代码 with the right check character."""
    if len(code) != 18 or not set(code) <= set(_CHARACTERS):
        return False
    total = sum(_CHARACTERS.index(one) * weight for one, weight in zip(code, _WEIGHTS, strict=False))
    return _CHARACTERS.index(code[-1]) == -total % 31
