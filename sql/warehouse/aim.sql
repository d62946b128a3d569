CREATE FUNCTION warehouse.aim_as_of(moment timestamptz)
RETURNS TABLE (year integer, target_id text, league_code text)
LANGUAGE sql STABLE
AS $$
SELECT
    asked.year,
    target.target_id,
    warehouse.region_code()
FROM (SELECT DISTINCT owed.year FROM reference.expected_return AS owed) AS asked
INNER JOIN reference.target AS target ON asked.year BETWEEN target.from_year AND target.by_year
WHERE target.scope <> 'each_league'
UNION ALL
SELECT
    league_there.year,
    target.target_id,
    league_there.league_code
FROM warehouse.league_year_as_of(moment) AS league_there
INNER JOIN reference.target AS target
    ON target.scope = 'each_league' AND league_there.year BETWEEN target.from_year AND target.by_year
INNER JOIN reference.league AS league
    ON
        league_there.league_code = league.league_code
        -- One that ends in the year has no year's end to be measured at.
        AND (league.valid_to >= make_date(league_there.year, 12, 31) OR league.valid_to IS NULL)
$$;

COMMENT ON FUNCTION warehouse.aim_as_of IS
'The years of the action that each of the plan''s numbers is set for, and for whom: for the region, or for each
league that was there by the moment';
