"""The staff's pages on agreements."""
