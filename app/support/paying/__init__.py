"""What a transfer needs: an amount as people type it, an IBAN, a reference, and the GiroCode with all three."""
