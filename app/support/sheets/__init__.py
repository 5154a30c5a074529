"""The voucher on paper: a page to give away and a card for the wallet, tagged for screen readers (PDF/UA-1)."""
