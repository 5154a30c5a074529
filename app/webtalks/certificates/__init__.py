"""Bescheinigung: who was there gets a certificate on wish; its code tells anybody that it is true, and no name."""
