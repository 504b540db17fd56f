"""A plain Rasa form bot of our own, to compare with: field after field, DIET alone."""
