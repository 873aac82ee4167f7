"""Exchange between Twinpact sites: keys, messages and the way to another site."""
