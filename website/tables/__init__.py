"""What holds for every table: how its history is kept, and how many rows are written at once."""
