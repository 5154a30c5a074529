"""Municipalities, city marketing, associations, companies: who speaks for whom, and who may."""
