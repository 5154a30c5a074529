"""The codes stored by this folder, and their German words."""

from dataclasses import dataclass

DIRECT, VOUCHER, HANDS = "direct", "voucher", "hands"
GIFT = "gift"


@dataclass(frozen=True)
class Kind:
    """label: name of the option. help: code of shops.kinds.HELPS. leads: for links, where they lead. hint: for the
    shopkeeper's form. action: what the button on the shop's page says."""

    label: str
    help: str
    action: str
    hint: str
    is_link: bool = False


KINDS = {
    DIRECT: Kind("Direkt unterstützen", "geld", "Direkt unterstützen", "Geld auf Ihr Konto, ohne Gegenleistung."),
    VOUCHER: Kind("Gutschein", "gutschein", "Gutschein kaufen", "Heute bezahlt, später bei Ihnen eingelöst."),
    "paypal": Kind("PayPal", "anderswo", "Zu PayPal", "Ihre Adresse bei PayPal.me.", True),
    "crowdfunding": Kind("Crowdfunding", "crowdfunding", "Zur Kampagne", "Die Seite Ihrer Kampagne.", True),
    "voucher_partner": Kind(
        "Gutschein-Partner", "anderswo", "Zum Gutschein-Partner", "Ein anderer Dienst verkauft Ihre Gutscheine.", True
    ),
    "online_shop": Kind("Online-Shop", "onlineshop", "Zum Online-Shop", "Ihr Laden im Netz.", True),
    "delivery": Kind("Lieferdienst", "lieferung", "Zum Lieferdienst", "Wo man bei Ihnen bestellt.", True),
    HANDS: Kind("Mit anpacken", "anpacken", "Hilfe anbieten", "Menschen bieten Ihnen Zeit oder Dinge an, per Mail."),
}

LINKS = tuple(code for code, kind in KINDS.items() if kind.is_link)

TAXES = {
    "single": "Einzweck-Gutschein: Die Umsatzsteuer fällt beim Verkauf an.",
    "multi": "Mehrzweck-Gutschein: Die Umsatzsteuer fällt erst beim Einlösen an.",
}
"""Said on the voucher; which it is, the shop's tax adviser knows."""

MONEY, WORTH = "money", "worth"
"""The two books: what came in and went back, and what vouchers are worth."""

BOOKINGS = {
    "receipt": "Eingang bestätigt",
    "issue": "Gutschein ausgestellt",
    "redemption": "Eingelöst",
    "reversal": "Einlösung zurückgenommen",
    "withdrawal": "Widerruf",
    "refund": "Erstattet",
    "correction": "Berichtigt",
}


def name_of(book: str, kind: str) -> str:
    """A refund of worth is what both sides agreed on; one of money, that it was sent."""
    return "Rückgabe vereinbart" if (book, kind) == (WORTH, "refund") else BOOKINGS[kind]
