"""The pages for IATI."""
