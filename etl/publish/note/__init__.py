"""The note on a month, 重点企业用工情况: what key enterprises lack, two pages and a workbook."""
