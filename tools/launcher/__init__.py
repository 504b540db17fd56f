"""`python -m tools.run`: what `make run` starts. Supervisor keeps the parts alive; this package tells it which and when."""
