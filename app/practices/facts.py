"""The decision facts of a case: what they are called, in which unit they are stored, how they are typed.

Stored in CaseFact by key; no row means unknown, never zero.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class FactKind:
    """unit: as stored; empty for facts that are words. largest: more than that is a slip, in the stored unit.

    dimension: how an amount may be typed: "money", "months", "hours", "area", or "" for words.
    """

    key: str
    label: str
    dimension: str = ""
    unit: str = ""
    largest: int = 0
    suffix: str = ""
    example: str = ""

    @property
    def is_text(self) -> bool:
        return not self.unit


MOST_CENTS = 1_000_000_000_000  # 10 billion euros

KINDS = (
    FactKind("one_off_cost", "Einmalige Kosten", "money", "cents", MOST_CENTS, "€", "12.500 oder 10.000–20.000"),
    FactKind("yearly_cost", "Kosten im Jahr", "money", "cents_per_year", MOST_CENTS, "€", "3.000"),
    FactKind("staff_hours_week", "Arbeitszeit je Woche", "hours", "hours_per_week", 10_000, "Stunden", "4–6"),
    FactKind("months_to_start", "Dauer bis zum Start", "months", "months", 1_200, "Monate", "7 oder 2 Jahre"),
    FactKind("months_running", "Läuft oder lief", "months", "months", 1_200, "Monate", "18"),
    FactKind("area_m2", "Fläche", "area", "m2", 1_000_000_000, "m²", "120"),
    FactKind("funding_programme", "Förderprogramm", example="Zukunftsfähige Innenstädte und Zentren"),
    FactKind("legal_basis", "Rechtsgrundlage", example="Sondernutzungssatzung, § 4"),
    FactKind("political_body", "Beschlossen von", example="Stadtrat, einstimmig, 12.03.2024"),
)
FACTS = {kind.key: kind for kind in KINDS}
