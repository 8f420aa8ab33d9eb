"""Screens: each asks services, formats and shows; none knows a rule, SQL or arithmetic."""
