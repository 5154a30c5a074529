"""The municipality of an address, by the register alone: what fits several stays empty."""

from collections import defaultdict

from sqlalchemy import select

from app.core.text import fold
from app.extensions import db
from app.places.models import Place, Postcode


class Towns:
    """Read once for a whole file. of("69117", "Heidelberg") → id of the place, or None."""

    def __init__(self) -> None:
        self._by_postcode: dict[str, list[int]] = defaultdict(list)
        for postcode, place_id in db.session.execute(select(Postcode.postcode, Postcode.place_id)):
            self._by_postcode[postcode].append(place_id)
        self._names: dict[int, str] = {}
        self._by_name: dict[str, list[int]] = defaultdict(list)
        for place_id, name in db.session.execute(select(Place.id, Place.name).where(Place.level == "gemeinde")):
            self._names[place_id] = fold(name)
            self._by_name[fold(name)].append(place_id)

    def of(self, postcode: str, city: str) -> int | None:
        name = fold(city)
        near = self._by_postcode.get(postcode, [])
        if len(near) > 1:
            near = [one for one in near if name and self._is_called(one, name)]
        is_known = postcode in self._by_postcode
        found = near if is_known else self._by_name.get(name, [])
        return found[0] if len(found) == 1 else None

    def _is_called(self, place_id: int, name: str) -> bool:
        own = self._names.get(place_id, "")
        return own == name or own.startswith(f"{name} ") or own.startswith(f"{name},")
