-- A target that lacks a league's figure of the year names the leagues that it lacks.
SELECT
    target_id,
    league_code,
    leagues_reporting,
    leagues_expected,
    missing_leagues
FROM summary.annual_target
WHERE year = :year AND leagues_reporting < leagues_expected AND missing_leagues IS NULL
