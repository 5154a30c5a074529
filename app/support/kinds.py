"""The codes stored by this folder, and their German words."""

from dataclasses import dataclass

from app.core.languages import N_, _

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
    DIRECT: Kind(
        N_("Direkt unterstützen"), "geld", N_("Direkt unterstützen"), N_("Geld auf Ihr Konto, ohne Gegenleistung.")
    ),
    VOUCHER: Kind(
        N_("Gutschein"), "gutschein", N_("Gutschein kaufen"), N_("Heute bezahlt, später bei Ihnen eingelöst.")
    ),
    "paypal": Kind(N_("PayPal"), "anderswo", N_("Zu PayPal"), N_("Ihre Adresse bei PayPal.me."), True),
    "crowdfunding": Kind(N_("Crowdfunding"), "crowdfunding", N_("Zur Kampagne"), N_("Die Seite Ihrer Kampagne."), True),
    "voucher_partner": Kind(
        N_("Gutschein-Partner"),
        "anderswo",
        N_("Zum Gutschein-Partner"),
        N_("Ein anderer Dienst verkauft Ihre Gutscheine."),
        True,
    ),
    "online_shop": Kind(N_("Online-Shop"), "onlineshop", N_("Zum Online-Shop"), N_("Ihr Laden im Netz."), True),
    "delivery": Kind(N_("Lieferdienst"), "lieferung", N_("Zum Lieferdienst"), N_("Wo man bei Ihnen bestellt."), True),
    HANDS: Kind(
        N_("Mit anpacken"), "anpacken", N_("Hilfe anbieten"), N_("Menschen bieten Ihnen Zeit oder Dinge an, per Mail.")
    ),
}

LINKS = tuple(code for code, kind in KINDS.items() if kind.is_link)

TAXES = {
    "single": N_("Einzweck-Gutschein: Die Umsatzsteuer fällt beim Verkauf an."),
    "multi": N_("Mehrzweck-Gutschein: Die Umsatzsteuer fällt erst beim Einlösen an."),
}
"""Said on the voucher; which it is, the shop's tax adviser knows."""

MONEY, WORTH = "money", "worth"
"""The two books: what came in and went back, and what vouchers are worth."""

BOOKINGS = {
    "receipt": N_("Eingang bestätigt"),
    "issue": N_("Gutschein ausgestellt"),
    "redemption": N_("Eingelöst"),
    "reversal": N_("Einlösung zurückgenommen"),
    "withdrawal": N_("Widerruf"),
    "refund": N_("Erstattet"),
    "correction": N_("Berichtigt"),
}


OTHERWISE = {(WORTH, "refund"): N_("Rückgabe vereinbart"), (MONEY, "reversal"): N_("Erstattung zurückgenommen")}


def name_of(book: str, kind: str) -> str:
    """A refund of worth is what both sides agreed on; one of money, that it was sent."""
    return _(OTHERWISE.get((book, kind), BOOKINGS[kind]))
