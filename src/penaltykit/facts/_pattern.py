"""Patterns that are compiled when first used."""

from penaltykit._pattern import Pattern

__all__ = ["Pattern"]
