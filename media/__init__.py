"""What is done to a file, knowing no family and no table."""
