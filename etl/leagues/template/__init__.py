"""Templates: a return's workbook, prefilled for a league and a period, that the reader takes back.

due (which returns are next) -> facts (what the warehouse knows) -> content (what stands in each cell)
-> workbook (drawn) -> lay_out (put into the outbox). `stamp` names the registry that a template was made by.
"""
