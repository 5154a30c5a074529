"""Steckbrief: a measure or a case on one page of paper, tagged for screen readers (PDF/UA-1)."""
