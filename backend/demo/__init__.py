"""Demonstration data: two notebooks of people who do not exist."""
