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

_SENTENCES: tuple[tuple[type[SchwiftyException], str], ...] = (
    (InvalidChecksumDigits, "Diese IBAN stimmt nicht: Die Prüfziffer passt nicht. Bitte vergleichen Sie jede Ziffer."),
    (InvalidBBANChecksum, "Diese IBAN stimmt nicht: Die Prüfziffer passt nicht. Bitte vergleichen Sie jede Ziffer."),
    (InvalidLength, "Diese IBAN hat nicht die richtige Länge. Eine deutsche hat 22 Zeichen."),
    (InvalidCountryCode, "Diese IBAN beginnt mit keinem Land. Eine deutsche beginnt mit DE."),
    (InvalidBankCode, "Diese Bank kennen wir nicht. Bitte vergleichen Sie die Bankleitzahl in der IBAN."),
    (InvalidAccountCode, "Die Kontonummer in dieser IBAN stimmt nicht. Bitte vergleichen Sie jede Ziffer."),
)
WRONG = "Das ist keine IBAN. Sie steht auf Ihrer Bankkarte und beginnt meist mit DE."
OUTSIDE = "Dieses Konto liegt außerhalb des SEPA-Raums. Überweisungen mit GiroCode gehen nur innerhalb."


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
        raise IbanError(next((words for kind, words in _SENTENCES if isinstance(error, kind)), WRONG)) from None
    if not found.in_sepa_zone:
        raise IbanError(OUTSIDE)
    return Account(str(found), str(found.bic or ""), str(found.bank_name or ""))


def grouped(iban: str) -> str:
    """DE89370400440532013000 → "DE89 3704 0044 0532 0130 00"."""
    return " ".join(iban[at : at + 4] for at in range(0, len(iban), 4))


def masked(iban: str) -> str:
    """Country and last four, for mails and logs: "DE… 3000"."""
    return f"{iban[:2]}… {iban[-4:]}"
