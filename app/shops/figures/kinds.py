"""What is counted, and the German words for it."""

from collections.abc import Mapping

from app.core.languages import N_

SEEN, TO_SHOP, VOUCHER, ROUTE, SUPPORT = "seen", "to_shop", "voucher", "route", "support"

KINDS: Mapping[str, str] = {
    SEEN: N_("Angesehen"),
    TO_SHOP: N_("Klicks zu Ihnen"),
    VOUCHER: N_("Gutschein"),
    ROUTE: N_("Weg"),
    SUPPORT: N_("Unterstützung"),
}

TOWN_LABELS: Mapping[str, str] = {**KINDS, TO_SHOP: "Klicks zu Läden"}
"""The same words where no shop is spoken to."""

EXPLAINED: Mapping[str, str] = {
    SEEN: N_("So oft wurde die Seite des Ladens geöffnet."),
    TO_SHOP: N_("Klicks auf Website, Online-Shop, Lieferdienst, soziale Netze, Telefon und Nachricht."),
    VOUCHER: N_("So oft wurde eine Gutscheinseite geöffnet, hier oder beim Partner."),
    ROUTE: N_("Klicks auf den Weg zum Laden."),
    SUPPORT: N_("So oft hat jemand einen anderen Weg geöffnet, dem Laden zu helfen."),
}

WAYS_HERE: Mapping[str, str] = {
    "website": TO_SHOP,
    "online": TO_SHOP,
    "social": TO_SHOP,
    "phone": TO_SHOP,
    "route": ROUTE,
}
"""Links on the page of a shop."""

WAYS: Mapping[str, str] = {
    **WAYS_HERE,
    "online_shop": TO_SHOP,
    "delivery": TO_SHOP,
    "voucher_partner": VOUCHER,
    "paypal": SUPPORT,
    "crowdfunding": SUPPORT,
}
"""Links that lead away from us, by the code in their counted address. Of several of one kind, ".17" follows with the
number of the link; the kinds of support's links are among them."""
