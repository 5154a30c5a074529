"""The kinds of shops, as few as a filter can bear, and the tags of OpenStreetMap each stands for."""

from dataclasses import dataclass
from typing import Any

from app.core.languages import N_, _l

OTHER = "sonstiges"


@dataclass(frozen=True)
class Category:
    """label: on pages. tags: "key=value" of OpenStreetMap; "key=*" is taken when no other category has the value."""

    label: str
    tags: tuple[str, ...]
    schema: str = "LocalBusiness"
    """Type of schema.org for the page's data."""


def _shop(*values: str) -> tuple[str, ...]:
    return tuple(f"shop={value}" for value in values)


def _amenity(*values: str) -> tuple[str, ...]:
    return tuple(f"amenity={value}" for value in values)


CATEGORIES: dict[str, Category] = {
    "lebensmittel": Category(
        N_("Lebensmittel und Feinkost"),
        _shop(
            "supermarket", "convenience", "deli", "greengrocer", "butcher", "cheese", "farm", "health_food", "seafood"
        )
        + _shop("tea", "coffee", "spices", "wine", "alcohol", "beverages", "chocolate", "confectionery", "organic"),
        "GroceryStore",
    ),
    "baeckerei": Category(N_("Bäckerei und Konditorei"), _shop("bakery", "pastry"), "Bakery"),
    "cafe": Category(N_("Café und Eisdiele"), (*_amenity("cafe", "ice_cream"), "shop=ice_cream"), "CafeOrCoffeeShop"),
    "restaurant": Category(N_("Restaurant"), _amenity("restaurant", "food_court"), "Restaurant"),
    "imbiss": Category(N_("Imbiss"), _amenity("fast_food"), "FastFoodRestaurant"),
    "bar": Category(N_("Bar und Kneipe"), _amenity("bar", "pub", "biergarten"), "BarOrPub"),
    "club": Category(N_("Club und Musik live"), _amenity("nightclub", "music_venue", "stripclub"), "NightClub"),
    "kiosk": Category(N_("Kiosk und Späti"), _shop("kiosk", "newsagent", "tobacco", "lottery"), "ConvenienceStore"),
    "mode": Category(
        N_("Mode, Schuhe und Schmuck"),
        _shop("clothes", "shoes", "boutique", "fashion", "jewelry", "watches", "bag", "leather", "fabric", "tailor")
        + _shop("fashion_accessories", "wool", "sewing"),
        "ClothingStore",
    ),
    "buecher": Category(N_("Bücher und Schreibwaren"), _shop("books", "stationery", "comics"), "BookStore"),
    "geschenke": Category(
        N_("Geschenke, Spielzeug und Kunsthandwerk"),
        _shop("gift", "toys", "art", "craft", "frame", "games", "model", "pottery", "antiques", "party"),
        "Store",
    ),
    "wohnen": Category(
        N_("Wohnen und Haushalt"),
        _shop("furniture", "houseware", "interior_decoration", "lighting", "bed", "kitchen", "doityourself", "hardware")
        + _shop("curtain", "carpet", "department_store", "variety_store", "second_hand", "charity"),
        "HomeGoodsStore",
    ),
    "blumen": Category(N_("Blumen und Garten"), _shop("florist", "garden_centre"), "Florist"),
    "technik": Category(
        N_("Technik, Rad und Reparatur"),
        _shop(
            "electronics",
            "computer",
            "mobile_phone",
            "hifi",
            "photo",
            "bicycle",
            "music",
            "musical_instrument",
            "repair",
        )
        + _shop("car_repair", "locksmith", "copyshop", "sports", "outdoor"),
        "ElectronicsStore",
    ),
    "gesundheit": Category(
        N_("Gesundheit und Optik"),
        _amenity("pharmacy")
        + _shop("chemist", "medical_supply", "optician", "hearing_aids", "herbalist", "nutrition_supplements"),
        "HealthAndBeautyBusiness",
    ),
    "schoenheit": Category(
        N_("Friseur und Kosmetik"),
        _shop("hairdresser", "beauty", "cosmetics", "perfumery", "massage", "tattoo"),
        "BeautySalon",
    ),
    "kultur": Category(
        N_("Theater, Kino und Bühne"),
        (*_amenity("theatre", "cinema", "arts_centre", "studio"), "tourism=gallery", "tourism=museum"),
        "EntertainmentBusiness",
    ),
    "kunst": Category(N_("Künstlerinnen und Künstler ohne feste Räume"), ("craft=artist",), "PerformingGroup"),
    "markt": Category(N_("Marktstand und Wochenmarkt"), _amenity("marketplace")),
    "treffpunkt": Category(
        N_("Treffpunkt und Bibliothek"),
        _amenity("community_centre", "social_centre", "library", "coworking_space", "toy_library"),
    ),
    "bewegung": Category(
        N_("Sport und Tanz"),
        ("leisure=fitness_centre", "leisure=dance", "amenity=dancing_school", "leisure=sports_centre"),
    ),
    "dienste": Category(
        N_("Handwerk und Dienstleistung"),
        (
            "craft=*",
            "office=*",
            *_shop("laundry", "dry_cleaning", "travel_agency", "funeral_directors", "pet", "shoe_repair"),
        ),
        "ProfessionalService",
    ),
    OTHER: Category(N_("Sonstige Läden und Lokale"), ("shop=*", "amenity=*", "tourism=*", "leisure=*")),
}


_BY_TAG = {tag: code for code, category in CATEGORIES.items() for tag in category.tags}


def category_of_tags(tags: dict[str, str]) -> str | None:
    """The category of an OpenStreetMap element: by its exact value first; None when no tag says anything."""
    keys = ("shop", "amenity", "craft", "tourism", "leisure", "office")
    held = [(key, tags[key]) for key in keys if key in tags]
    exact = (_BY_TAG.get(f"{key}={value}") for key, value in held)
    loose = (_BY_TAG.get(f"{key}=*") for key, _value in held)
    return next((code for code in (*exact, *loose) if code), None)


def category_choices() -> list[tuple[str, Any]]:
    return [(code, _l(category.label)) for code, category in CATEGORIES.items()]
