"""The two languages the product speaks: Chinese first, English when the locale asks for it."""

import os


def language() -> str:
    """Return ``"zh"`` or ``"en"``: ``KG_LANG`` first, else the locale, else Chinese."""
    for name in ("KG_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "").lower()
        if value:
            return "en" if value.startswith("en") else "zh"
    return "zh"


def tr(zh: str, en: str) -> str:
    """Choose the text of the language in force."""
    return en if language() == "en" else zh
