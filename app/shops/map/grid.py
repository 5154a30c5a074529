"""Which squares of the grid a window touches, and how large the squares are that shops are counted in."""

from app.shops.map.cells import ZOOMS, cell
from app.shops.map.window import Window

SMALLEST, LARGEST = ZOOMS[0], ZOOMS[-1]
MOST_COUNTED = 1_000
"""So many squares are named one by one in a statement."""
SINGLE_FROM = 16
"""From this zoom on every shop stands for itself."""


def counted_level(window: Window) -> int:
    """Shops within one square of this level make one group: 64 or 128 pixels, more when the window is huge."""
    level = max(SMALLEST, min(LARGEST, (window.zoom + 2) // 2 * 2))
    while level > SMALLEST and count(window, level) > MOST_COUNTED:
        level -= 2
    return level


def cover(window: Window, level: int) -> list[int]:
    """Numbers of all squares the window touches."""
    top, left, bottom, right = corners(window, level)
    side = 1 << level
    return [row * side + column for row in range(top, bottom + 1) for column in range(left, right + 1)]


def count(window: Window, level: int) -> int:
    top, left, bottom, right = corners(window, level)
    return (bottom - top + 1) * (right - left + 1)


def corners(window: Window, level: int) -> tuple[int, int, int, int]:
    """Row and column of the north-western and the south-eastern square."""
    side = 1 << level
    top, left = divmod(cell(window.north, window.west, level), side)
    bottom, right = divmod(cell(window.south, window.east, level), side)
    return top, left, bottom, right
