"""What the intake costs: see README.md, “The intake”."""
