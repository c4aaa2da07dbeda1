"""How surely claims tell of one happening."""
