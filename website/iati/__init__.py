"""Agreements and their programmes as the public gets them in IATI, and what came in as IATI."""
