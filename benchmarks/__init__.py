"""What the figures in README.md were measured with: `make bench`."""
