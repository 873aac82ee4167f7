"""The life of an agreement under the directive of each side: what is done, next, and overdue."""
