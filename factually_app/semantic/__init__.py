"""The extra `[semantic]`: what texts mean, as vectors. Only `factually_app/extras.py` loads it."""
