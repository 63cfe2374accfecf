"""What only those who build samspil need; no part of what is installed."""
