"""The public pages, one file for each kind; the public sees published records only."""
