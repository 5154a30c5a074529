"""The kinds of shops, as few as a filter can bear, and the tags of OpenStreetMap each stands for."""

from dataclasses import dataclass

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
        "Lebensmittel und Feinkost",
        _shop(
            "supermarket", "convenience", "deli", "greengrocer", "butcher", "cheese", "farm", "health_food", "seafood"
        )
        + _shop("tea", "coffee", "spices", "wine", "alcohol", "beverages", "chocolate", "confectionery", "organic"),
        "GroceryStore",
    ),
    "baeckerei": Category("Bäckerei und Konditorei", _shop("bakery", "pastry"), "Bakery"),
    "cafe": Category("Café und Eisdiele", (*_amenity("cafe", "ice_cream"), "shop=ice_cream"), "CafeOrCoffeeShop"),
    "restaurant": Category("Restaurant", _amenity("restaurant", "food_court"), "Restaurant"),
    "imbiss": Category("Imbiss", _amenity("fast_food"), "FastFoodRestaurant"),
    "bar": Category("Bar und Kneipe", _amenity("bar", "pub", "biergarten"), "BarOrPub"),
    "club": Category("Club und Musik live", _amenity("nightclub", "music_venue", "stripclub"), "NightClub"),
    "kiosk": Category("Kiosk und Späti", _shop("kiosk", "newsagent", "tobacco", "lottery"), "ConvenienceStore"),
    "mode": Category(
        "Mode, Schuhe und Schmuck",
        _shop("clothes", "shoes", "boutique", "fashion", "jewelry", "watches", "bag", "leather", "fabric", "tailor")
        + _shop("fashion_accessories", "wool", "sewing"),
        "ClothingStore",
    ),
    "buecher": Category("Bücher und Schreibwaren", _shop("books", "stationery", "comics"), "BookStore"),
    "geschenke": Category(
        "Geschenke, Spielzeug und Kunsthandwerk",
        _shop("gift", "toys", "art", "craft", "frame", "games", "model", "pottery", "antiques", "party"),
        "Store",
    ),
    "wohnen": Category(
        "Wohnen und Haushalt",
        _shop("furniture", "houseware", "interior_decoration", "lighting", "bed", "kitchen", "doityourself", "hardware")
        + _shop("curtain", "carpet", "department_store", "variety_store", "second_hand", "charity"),
        "HomeGoodsStore",
    ),
    "blumen": Category("Blumen und Garten", _shop("florist", "garden_centre"), "Florist"),
    "technik": Category(
        "Technik, Rad und Reparatur",
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
        "Gesundheit und Optik",
        _amenity("pharmacy")
        + _shop("chemist", "medical_supply", "optician", "hearing_aids", "herbalist", "nutrition_supplements"),
        "HealthAndBeautyBusiness",
    ),
    "schoenheit": Category(
        "Friseur und Kosmetik",
        _shop("hairdresser", "beauty", "cosmetics", "perfumery", "massage", "tattoo"),
        "BeautySalon",
    ),
    "kultur": Category(
        "Theater, Kino und Bühne",
        (*_amenity("theatre", "cinema", "arts_centre", "studio"), "tourism=gallery", "tourism=museum"),
        "EntertainmentBusiness",
    ),
    "kunst": Category("Künstlerinnen und Künstler ohne feste Räume", ("craft=artist",), "PerformingGroup"),
    "markt": Category("Marktstand und Wochenmarkt", _amenity("marketplace")),
    "treffpunkt": Category(
        "Treffpunkt und Bibliothek",
        _amenity("community_centre", "social_centre", "library", "coworking_space", "toy_library"),
    ),
    "bewegung": Category(
        "Sport und Tanz", ("leisure=fitness_centre", "leisure=dance", "amenity=dancing_school", "leisure=sports_centre")
    ),
    "dienste": Category(
        "Handwerk und Dienstleistung",
        (
            "craft=*",
            "office=*",
            *_shop("laundry", "dry_cleaning", "travel_agency", "funeral_directors", "pet", "shoe_repair"),
        ),
        "ProfessionalService",
    ),
    OTHER: Category("Sonstige Läden und Lokale", ("shop=*", "amenity=*", "tourism=*", "leisure=*")),
}


_BY_TAG = {tag: code for code, category in CATEGORIES.items() for tag in category.tags}


def category_of_tags(tags: dict[str, str]) -> str | None:
    """The category of an OpenStreetMap element: by its exact value first; None when no tag says anything."""
    keys = ("shop", "amenity", "craft", "tourism", "leisure", "office")
    held = [(key, tags[key]) for key in keys if key in tags]
    exact = (_BY_TAG.get(f"{key}={value}") for key, value in held)
    loose = (_BY_TAG.get(f"{key}=*") for key, _value in held)
    return next((code for code in (*exact, *loose) if code), None)


def category_choices() -> list[tuple[str, str]]:
    return [(code, category.label) for code, category in CATEGORIES.items()]
