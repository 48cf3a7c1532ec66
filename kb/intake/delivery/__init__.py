"""Handing tickets on: one small interface, one module a place."""
