"""Visits and their programmes for calendar programs (iCalendar, RFC 5545)."""
