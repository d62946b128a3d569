-- Each number that the plan sets for the year has a row, for the region or for each league, with its goal.
WITH wanted AS (
    SELECT
        target.target_id,
        target.at_least,
        coalesce(league.league_code, warehouse.region_code()) AS league_code
    FROM reference.target AS target
    LEFT JOIN reference.league AS league
        ON
            target.scope = 'each_league'
            AND league.league_code IN (
                SELECT of_year.league_code FROM warehouse.league_year_as_of(now()) AS of_year
                WHERE of_year.year = :year
            )
            AND (league.valid_to >= make_date(:year, 12, 31) OR league.valid_to IS NULL)
    WHERE :year BETWEEN target.from_year AND target.by_year
),

built AS (
    SELECT * FROM summary.annual_target
    WHERE year = :year
)

SELECT
    coalesce(wanted.target_id, built.target_id) AS target_id,
    coalesce(wanted.league_code, built.league_code) AS league_code,
    built.goal,
    wanted.at_least
FROM wanted
FULL JOIN built
    ON wanted.target_id = built.target_id AND wanted.league_code = built.league_code
WHERE built.goal IS DISTINCT FROM wanted.at_least
