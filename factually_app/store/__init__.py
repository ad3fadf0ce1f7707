"""The database: reads that return values, statements that touch nothing, one engine that commits."""
