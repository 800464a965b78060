"""The programme of a visit: its snapshot, its days as guests and the mission read them."""
