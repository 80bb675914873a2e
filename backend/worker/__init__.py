"""The worker: runs what the rooms' jobs declare, inside `cs3 serve` or as `cs3 worker`."""
