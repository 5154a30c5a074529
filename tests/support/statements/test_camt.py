import time

import pytest

from app.support.statements.camt import BROKEN, NOT_FINAL, read_camt
from app.support.statements.lines import StatementError, line_keys
from app.support.statements.reading import read_statement
from tests.support.statements.samples import IBAN, camt, entry, paid

NEW_STATUS = "<Sts><Cd>BOOK</Cd></Sts>"


@pytest.mark.parametrize(("version", "status"), [("02", ""), ("04", ""), ("08", NEW_STATUS), ("10", NEW_STATUS)])
def test_it_reads_every_version(version, status):
    found = read_camt(camt([entry(1250, "OK-A7K3M-PX9RT danke", status=status)], version=version))
    assert found.iban == IBAN
    assert [(one.amount_cents, str(one.booked_on)) for one in found.credits] == [(1250, "2026-11-20")]
    assert "OK-A7K3M-PX9RT" in found.credits[0].text
    assert "Gerda" not in repr(found)


def test_only_what_was_booked_came_in_and_is_in_euros_counts():
    found = read_camt(
        camt(
            [
                entry(100, "a", way="DBIT"),
                entry(200, "b", currency="CHF"),
                entry(300, "c", status="<Sts>PDNG</Sts>"),
                entry(400, "d", status="<RvslInd>true</RvslInd><Sts>BOOK</Sts>"),
                entry(500, "e"),
            ]
        )
    )
    assert [one.amount_cents for one in found.credits] == [500]


def test_a_collective_line_is_taken_apart():
    each = "<TxDtls><Amt Ccy='EUR'>{}</Amt><CdtDbtInd>CRDT</CdtDbtInd><RmtInf><Ustrd>{}</Ustrd></RmtInf></TxDtls>"
    old = "<TxDtls><AmtDtls><TxAmt><Amt Ccy='EUR'>{}</Amt></TxAmt></AmtDtls><RmtInf><Ustrd>{}</Ustrd></RmtInf></TxDtls>"
    line = entry(3000, "x").split("<NtryDtls>")[0] + "<NtryDtls>{}{}</NtryDtls></Ntry>"
    found = read_camt(camt([line.format(each.format("10.00", "eins"), old.format("20.00", "zwei"))]))
    assert [(one.amount_cents, one.text) for one in found.credits] == [(1000, "eins"), (2000, "zwei")]


@pytest.mark.parametrize(
    "content",
    [
        b"<x/>",
        b"<Document",
        b'<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        b'<?xml version="1.0" encoding="klingonisch"?><a/>',
        camt([entry(1, "x")]).replace(b"0.01", b"viel"),
    ],
)
def test_what_is_no_statement_is_refused_with_a_sentence(content):
    with pytest.raises(StatementError) as refused:
        read_statement(content)
    assert str(refused.value) == BROKEN


def test_a_billion_laughs_are_refused_at_once():
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    begun = time.process_time()
    with pytest.raises(StatementError):
        read_statement(f"<?xml version='1.0'?><!DOCTYPE a [{laughs}]><a>&l9;</a>".encode())
    assert time.process_time() - begun < 1


@pytest.mark.parametrize("text", ["<a>" * 200_000, "<Document " + " ".join(f'a{n}="1"' for n in range(50_000)) + "/>"])
def test_deep_and_wide_files_are_refused_at_once(text):
    begun = time.process_time()
    with pytest.raises(StatementError):
        read_statement(text.encode())
    assert time.process_time() - begun < 2


def test_entities_are_refused_in_any_letters():
    with pytest.raises(StatementError, match="beschädigt"):
        read_statement(
            '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'.encode("utf-16")
        )


@pytest.mark.parametrize("amount", ["-1.00", "1e400", "0.001", "Infinity", "NaN", "9" * 5000])
def test_amounts_no_bank_books_are_left_out(amount):
    content = camt([entry(100, "OK-A7K3M-PX9RT").replace(">1.00<", f">{amount}<"), entry(500, "e")])
    assert [one.amount_cents for one in read_camt(content).credits] == [500]


def test_other_files_of_the_bank_are_named():
    content = b'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.052.001.02"><BkToCstmrAcctRpt/></Document>'
    with pytest.raises(StatementError) as refused:
        read_statement(content)
    assert str(refused.value) == NOT_FINAL
    for content, part in ((b"PK\x03\x04...", "entpacken"), (b"%PDF-1.7", "PDF"), (b"  ", "leer")):
        with pytest.raises(StatementError, match=part):
            read_statement(content)


def test_two_accounts_in_one_file_are_refused():
    both = camt([], iban=IBAN).replace(
        b"</Stmt>", b"</Stmt><Stmt><Acct><Id><IBAN>DE02120300000000202051</IBAN></Id></Acct></Stmt>"
    )
    with pytest.raises(StatementError, match="mehrere Konten"):
        read_statement(both)


def test_a_line_has_the_same_key_in_every_upload_and_equal_lines_have_two():
    one, again = read_camt(paid((100, "x"), (100, "x"))), read_camt(paid((100, "x"), (100, "x")))
    assert line_keys(one, "s") == line_keys(again, "s")
    assert len(set(line_keys(one, "s"))) == 2
    assert line_keys(one, "s") != line_keys(one, "t")
