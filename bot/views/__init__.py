"""What a person sees: screens made from typed values, nothing else."""
