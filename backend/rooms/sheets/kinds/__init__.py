"""What the lines of each sheet hold: one file a sheet, each field with its name and help in French and English, said once."""
