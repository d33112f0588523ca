"""Keys of names: what two writings of one name have in common. Keys are for matching, never for showing."""

import re
import unicodedata

_IGNORED = re.compile(r"[\s“”\"'‘’《》〈〉「」『』·•・]+")


def name_key(name: str) -> str:
    """Fold width, case, white space, quotation marks and the kinds of brackets away."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", name)).casefold()
