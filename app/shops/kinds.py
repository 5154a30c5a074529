"""The codes stored with a shop, in the order in which pages offer them, and their German words."""

from app.core.languages import N_

SHOP = "shop"
OWNER = "shop_owner"

HELPS = {
    "geld": "Direkt unterstützen",
    "gutschein": "Gutschein",
    "crowdfunding": "Crowdfunding",
    "onlineshop": "Online-Shop",
    "lieferung": "Lieferdienst",
    "anderswo": "Unterstützung an anderer Stelle",
    "anpacken": "Mit anpacken",
}
"""Ways to help; rows of ShopHelp."""

WHEELCHAIR_WORDS = {
    "": N_("Keine Angabe"),
    "yes": N_("Stufenlos zugänglich"),
    "limited": N_("Eingeschränkt zugänglich"),
    "no": N_("Nicht stufenlos zugänglich"),
}
SOCIAL = {
    "instagram": "Instagram",
    "facebook": "Facebook",
    "mastodon": "Mastodon",
    "youtube": "YouTube",
    "tiktok": "TikTok",
    "other": N_("Weitere Seite"),
}
CONFIRMED_BY = {"": "", "shop": "vom Laden bestätigt", "city": "von der Stadt geprüft"}
