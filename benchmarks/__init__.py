"""What the figures rest on: one command each, printing JSON."""
