"""The desks: what the authority decides and numbers, and what the officer is told in time."""
