"""Firms that are known by a short name: those the press speaks of, and those listed on an exchange."""

from functools import cache

from kg.catalog.lists import words


@cache
def brands() -> frozenset[str]:
    """The short names."""
    return frozenset((*words("company_brands.txt"), *words("company_listed.txt")))
