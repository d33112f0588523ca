"""Discs side by side without overlap: the first in the middle, the others around it."""

import math
from collections.abc import Sequence

Point = tuple[float, float]


def ring(radii: Sequence[float]) -> list[Point]:
    """The first disc in the middle, the others on one circle around it, each with room for its size."""
    outer = radii[1:]
    if not outer:
        return [(0.0, 0.0)] * len(radii)
    widest = max(outer)
    reach = max(radii[0] + 1.6 * widest, _reach(outer))
    points, angle = [(0.0, 0.0)], -math.pi / 2 - _angle(outer[0], reach) / 2
    spare = (2 * math.pi - sum(_angle(radius, reach) for radius in outer)) / len(outer)
    for radius in outer:
        width = _angle(radius, reach)
        middle = angle + width / 2
        points.append((reach * math.cos(middle), reach * math.sin(middle)))
        angle += width + spare
    return points


def _angle(radius: float, reach: float) -> float:
    return 2 * math.asin(min(1.0, radius / reach))


def _reach(radii: Sequence[float]) -> float:
    """Radius of the circle on which discs of these radii have room."""
    low, high = max(radii), max(radii) + sum(radii)
    for _ in range(40):
        middle = (low + high) / 2
        fits = sum(_angle(radius, middle) for radius in radii) <= 2 * math.pi
        low, high = (low, middle) if fits else (middle, high)
    return high


class _Disc:
    """A placed disc, linked to its neighbours on the front: the chain of discs that faces outwards."""

    __slots__ = ("after", "before", "radius", "x", "y")

    def __init__(self, radius: float) -> None:
        self.radius, self.x, self.y = radius, 0.0, 0.0
        self.after, self.before = self, self

    def overlaps(self, other: "_Disc") -> bool:
        reach = self.radius + other.radius - 1e-6
        return reach > 0 and math.hypot(self.x - other.x, self.y - other.y) < reach

    def touch(self, a: "_Disc", b: "_Disc") -> None:
        """Move beside ``a`` and ``b``, which touch each other, on the outer side."""
        distance = math.hypot(b.x - a.x, b.y - a.y)
        to_a, to_b = a.radius + self.radius, b.radius + self.radius
        along = (to_a * to_a - to_b * to_b + distance * distance) / (2 * distance)
        across = math.sqrt(max(0.0, to_a * to_a - along * along))
        unit = ((b.x - a.x) / distance, (b.y - a.y) / distance)
        self.x = a.x + unit[0] * along + unit[1] * across
        self.y = a.y + unit[1] * along - unit[0] * across

    def link(self, after: "_Disc") -> None:
        self.after, after.before = after, self

    def score(self) -> float:
        """How far out the gap after this disc is."""
        other = self.after
        share = self.radius + other.radius
        x = (self.x * other.radius + other.x * self.radius) / share
        y = (self.y * other.radius + other.y * self.radius) / share
        return x * x + y * y


def pack(radii: Sequence[float]) -> list[Point]:
    """Centres of discs packed around the first, at (0, 0); positive radii, best from large to small.

    Front-chain packing (Wang, Wang, Dai, Wang, 2006): each disc goes into the innermost gap of the front.
    """
    discs = [_Disc(radius) for radius in radii]
    if len(discs) > 1:
        discs[1].x = discs[0].radius + discs[1].radius
    if len(discs) > 2:
        _extend(discs)
    return [(disc.x, disc.y) for disc in discs]


def _extend(discs: list[_Disc]) -> None:
    a, b, c = discs[:3]
    c.touch(b, a)
    a.link(b)
    b.link(c)
    c.link(a)
    a, b = _innermost(a)
    for disc in discs[3:]:
        while True:
            disc.touch(a, b)
            blocker = _blocker(disc, a, b)
            if blocker is None:
                break
            a, b = blocker
            a.link(b)
        a.link(disc)
        disc.link(b)
        a, b = _innermost(disc)


def _blocker(disc: _Disc, a: _Disc, b: _Disc) -> tuple[_Disc, _Disc] | None:
    """The shorter front that a disc between ``a`` and ``b`` needs because it overlaps one further along."""
    forward, backward = b.after, a.before
    ahead, behind = b.radius, a.radius
    while True:
        if ahead <= behind:
            if forward.overlaps(disc):
                return a, forward
            ahead += forward.radius
            done, forward = forward is backward, forward.after
        else:
            if backward.overlaps(disc):
                return backward, b
            behind += backward.radius
            done, backward = forward is backward, backward.before
        if done:
            return None


def _innermost(start: _Disc) -> tuple[_Disc, _Disc]:
    best, lowest, at = start, start.score(), start.after
    while at is not start:
        score = at.score()
        if score < lowest - 1e-9:
            best, lowest = at, score
        at = at.after
    return best, best.after
