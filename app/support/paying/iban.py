"""IBANs, checked by schwifty without asking anybody."""

from dataclasses import dataclass

from schwifty import IBAN
from schwifty.exceptions import (
    InvalidAccountCode,
    InvalidBankCode,
    InvalidBBANChecksum,
    InvalidChecksumDigits,
    InvalidCountryCode,
    InvalidLength,
    SchwiftyException,
)

from app.core.languages import N_, _

_SENTENCES: tuple[tuple[type[SchwiftyException], str], ...] = (
    (
        InvalidChecksumDigits,
        N_("Diese IBAN stimmt nicht: Die Prüfziffer passt nicht. Bitte vergleichen Sie jede Ziffer."),
    ),
    (
        InvalidBBANChecksum,
        N_("Diese IBAN stimmt nicht: Die Prüfziffer passt nicht. Bitte vergleichen Sie jede Ziffer."),
    ),
    (InvalidLength, N_("Diese IBAN hat nicht die richtige Länge. Eine deutsche hat 22 Zeichen.")),
    (InvalidCountryCode, N_("Diese IBAN beginnt mit keinem Land. Eine deutsche beginnt mit DE.")),
    (InvalidBankCode, N_("Diese Bank kennen wir nicht. Bitte vergleichen Sie die Bankleitzahl in der IBAN.")),
    (InvalidAccountCode, N_("Die Kontonummer in dieser IBAN stimmt nicht. Bitte vergleichen Sie jede Ziffer.")),
)
WRONG = N_("Das ist keine IBAN. Sie steht auf Ihrer Bankkarte und beginnt meist mit DE.")
OUTSIDE = N_("Dieses Konto liegt außerhalb des SEPA-Raums. Überweisungen mit GiroCode gehen nur innerhalb.")


class IbanError(ValueError):
    """str() is a German sentence for the field."""


@dataclass(frozen=True)
class Account:
    """iban: without blanks. bic: empty when the bank's list has none. bank: its name or empty."""

    iban: str
    bic: str
    bank: str

    @property
    def is_german(self) -> bool:
        return self.iban.startswith("DE")


def account_of(text: str) -> Account:
    """What an IBAN says, typed with any blanks. Foreign ones within SEPA are fine. Raises IbanError."""
    try:
        found = IBAN("".join(text.split()).upper())
    except SchwiftyException as error:
        said = next((words for kind, words in _SENTENCES if isinstance(error, kind)), WRONG)
        raise IbanError(_(said)) from None
    if not found.in_sepa_zone:
        raise IbanError(_(OUTSIDE))
    return Account(str(found), str(found.bic or ""), str(found.bank_name or ""))


def grouped(iban: str) -> str:
    """DE89370400440532013000 → "DE89 3704 0044 0532 0130 00"."""
    return " ".join(iban[at : at + 4] for at in range(0, len(iban), 4))


def masked(iban: str) -> str:
    """Country and last four, for mails and logs: "DE… 3000"."""
    return f"{iban[:2]}… {iban[-4:]}"
