"""The pages of procedures."""
