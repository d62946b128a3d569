"""The board: who has reported, what is stuck and why; pages that show the warehouse and change nothing."""
