"""The delegation of a visit: its order, lists of it in files, and the personal data in it."""
