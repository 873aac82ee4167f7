"""The staff's pages on visits."""
