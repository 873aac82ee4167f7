"""The staff's pages on who works with whom."""
