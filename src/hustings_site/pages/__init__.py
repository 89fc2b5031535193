"""Layout and components that every page shares; nothing else."""
