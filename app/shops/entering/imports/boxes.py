"""An area as people write it: west, south, east, north in degrees."""

Box = tuple[float, float, float, float]
NOT_FOUR = "Erwartet werden vier Zahlen: West,Süd,Ost,Nord."
TWISTED = "West muss kleiner als Ost sein, Süd kleiner als Nord."


class BadBox(ValueError):
    """str() is a German sentence."""


def box_of(text: str) -> Box | None:
    """None when nothing was written. Raises BadBox."""
    if not text.strip():
        return None
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise BadBox(NOT_FOUR) from None
    if not (west < east and south < north):
        raise BadBox(TWISTED)
    return west, south, east, north
