"""Files of trade figures: read by a mapping, checked, compared, loaded and taken back."""
