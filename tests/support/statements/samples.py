"""Statements as banks write them, made from a list of payments: (cents, purpose)."""

from collections.abc import Sequence

IBAN = "DE89370400440532013000"
ENTRY = """<Ntry>{number}<Amt Ccy="{currency}">{amount}</Amt><CdtDbtInd>{way}</CdtDbtInd>{status}
<BookgDt><Dt>2026-11-20</Dt></BookgDt>{reference}<NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>
<RltdPties><Dbtr><Nm>Gerda Geheim</Nm></Dbtr></RltdPties><RmtInf><Ustrd>{purpose}</Ustrd></RmtInf>
</TxDtls></NtryDtls></Ntry>"""


def entry(
    cents: int, purpose: str, *, way: str = "CRDT", currency: str = "EUR", status: str = "", reference: str = ""
) -> str:
    amount = f"{cents // 100}.{cents % 100:02d}"
    values = {"amount": amount, "purpose": purpose, "way": way, "currency": currency, "number": ""}
    return ENTRY.format(status=status or "<Sts>BOOK</Sts>", reference=reference, **values)


def camt(entries: Sequence[str], *, iban: str = IBAN, version: str = "02") -> bytes:
    name = f"urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"
    return f"""<?xml version="1.0" encoding="UTF-8"?><Document xmlns="{name}"><BkToCstmrStmt>
<GrpHdr><MsgId>1</MsgId></GrpHdr><Stmt><Id>1</Id><Acct><Id><IBAN>{iban}</IBAN></Id></Acct>{"".join(entries)}</Stmt></BkToCstmrStmt></Document>""".encode()


def paid(*payments: tuple[int, str], iban: str = IBAN) -> bytes:
    """A CAMT file with these incoming payments."""
    return camt([entry(cents, purpose) for cents, purpose in payments], iban=iban)
