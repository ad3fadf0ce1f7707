"""Factually: fact checks whose follow-up questions open in place, down to the evidence."""
