ALTER TABLE reference.part ADD COLUMN sequence integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN reference.part.sequence IS 'Its place among the parts of the registry';

COMMENT ON COLUMN summary.annual_county.value IS
'A level at the end of the period, or a flow since 1 January; blank: the league did not report it for the county in that'
' period. What it said in an earlier quarter is in warehouse.county_value; it does not stand in, for it would stand'
' beside counties of a later one';
COMMENT ON COLUMN summary.annual_county.period IS
'The latest period of the year of which the league reported the indicator by county: that of all its counties; blank: none';
