"""The workbook 年度行动总结表: a sheet for each question, made from the summary tables and ready to print."""
