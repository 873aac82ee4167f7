"""What was promised for a year under an agreement, what was done, and who answers for it."""
