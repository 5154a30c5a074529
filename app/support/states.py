"""How an order stands, in honest words."""

from app.core.formats import german_date
from app.support.kinds import GIFT
from app.support.models import SupportOrder, Voucher
from app.support.words import money

CANCELLED = {
    "giver": ("Abgesagt", "Sie haben abgesagt. Bitte überweisen Sie nichts mehr."),
    "withdrawal": ("Widerrufen", "Der Vertrag ist widerrufen. Bitte überweisen Sie nichts mehr."),
    "account": (
        "Bitte nicht mehr überweisen",
        "Der Laden hat ein neues Konto; diese Angaben gelten nicht mehr. Haben Sie schon überwiesen, fragen Sie bitte "
        "den Laden. Sonst fangen Sie auf seiner Seite einfach neu an.",
    ),
    "shop": (
        "Bitte nicht mehr überweisen",
        "Diesen Laden betreut hier niemand mehr. Haben Sie schon überwiesen, fragen Sie bitte im Laden selbst.",
    ),
    "refused": (
        "Abgesagt",
        "Der Laden kann die Bestellung nicht annehmen. Bitte überweisen Sie nichts mehr. Haben Sie schon überwiesen, "
        "fragen Sie bitte den Laden; er kann den Eingang noch bestätigen.",
    ),
    "lapsed": ("Nicht bezahlt", "Zwei Monate lang kam kein Geld an. Bitte überweisen Sie nun nichts mehr."),
}


HALTED = (
    "Bitte überweisen Sie zurzeit nichts.",
    "Dieser Laden nimmt hier im Augenblick kein Geld an. Haben Sie schon überwiesen, fragen Sie bitte im Laden selbst.",
)


def sentence_of(
    order: SupportOrder, voucher: Voucher | None = None, *, paid_back: int = 0, is_halted: bool = False
) -> tuple[str, str, str]:
    """(kind of alert, title, sentence). voucher: the order's, once it was paid. paid_back: cents of a gift.

    is_halted: of an open order, whose shop should get no money now.
    """
    if voucher and voucher.withdrawn_at:
        day = german_date(voucher.withdrawn_at)
        return "warning", "Widerrufen.", f"Sie haben den Kauf am {day} widerrufen. Der Gutschein gilt nicht mehr."
    if order.state == "cancelled":
        return "warning", *CANCELLED.get(order.cancel_reason, CANCELLED["giver"])
    if paid_back:
        title = "Zurückgezahlt." if paid_back == order.amount_cents else "Zum Teil zurückgezahlt."
        return "info", title, f"{order.shop_name} hat festgehalten, dass {money(paid_back)} an Sie zurückgingen."
    if order.state == "received":
        day = german_date(order.received_at)
        thing = "Danke, Ihr Geld ist angekommen" if order.kind == GIFT else "Ihr Gutschein ist gültig"
        return "success", f"{thing}.", f"{order.shop_name} hat den Eingang am {day} bestätigt."
    if is_halted:
        return "warning", *HALTED
    if order.claimed_at:
        return (
            "info",
            "Bezahlt laut Ihnen, vom Laden noch nicht bestätigt.",
            "Eine Überweisung braucht bis zu einem Bankarbeitstag. Dann sieht der Laden auf sein Konto und bestätigt "
            f"hier. Dauert es länger als drei Tage, fragen Sie bitte bei {order.shop_name} nach.",
        )
    return "info", "Noch nicht bezahlt.", "Überweisen Sie den Betrag an den Laden; das Geld geht direkt auf sein Konto."


def steps_of(order: SupportOrder) -> tuple[list[str], int]:
    """Labels, and the number of the present one."""
    last = "Angekommen" if order.kind == GIFT else "Gutschein gültig"
    present = 3 if order.state == "received" else 2 if order.claimed_at else 1
    return ["Überweisen", "Laden bestätigt", last], present
