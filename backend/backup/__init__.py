"""`cs3 backup` and `cs3 restore`: rows, files and keys, taken at one moment and given back (docs/decisions/0012-backup.md).

making → snapshot, copying, retention → places, manifest, index       restoring → loading, bringing → the same
"""
