"""People and how they prove who they are: passkeys, passwords with one-time codes, recovery, sessions and devices."""
