"""The workbook 年度行动总结表: a sheet a question, each made from the summary tables and ready to print."""
