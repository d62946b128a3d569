ALTER TABLE intake.part ADD COLUMN header_cell text;
COMMENT ON COLUMN intake.part.header_cell IS
'The first cell of its header, where a column that is not there is asked for; blank in parts that were read before this was kept';
