"""The staff's pages on development plans."""
