"""The staff's pages on imports."""
