"""Reading what sources write: dates, parties, themes and words of the lists."""
