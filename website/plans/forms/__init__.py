"""What people fill in of programmes."""
