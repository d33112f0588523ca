"""Lists set beside each other in one table to save paper: 序号 企业名称 序号 企业名称."""

from collections.abc import Sequence


def width_of_one(headings: Sequence[str]) -> int:
    """How many columns one of the lists has that stand side by side; all of them where there is just one."""
    size = len(headings)
    for width in range(2, size // 2 + 1):
        if size % width == 0 and list(headings) == list(headings[:width]) * (size // width):
            return width
    return size
