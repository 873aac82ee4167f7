"""The pages of the desks."""
