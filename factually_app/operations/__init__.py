"""What a person does to the newsroom's records: each reads, decides, and commits one batch."""
