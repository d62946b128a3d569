"""The pages under `docs/` that are made from the warehouse and from the register of rules."""
