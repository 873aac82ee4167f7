"""Knowledge of the field of twinning agreements: no web, no database, no network, no clock."""
