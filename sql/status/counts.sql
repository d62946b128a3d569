-- How much there is.
SELECT
    (SELECT count(*) FROM intake.submission) AS submissions,
    (SELECT count(*) FILTER (WHERE submission.state <> 'received') FROM intake.submission) AS judged,
    (SELECT count(*) FROM warehouse.indicator_value) AS figures,
    (SELECT count(DISTINCT indicator_value.league_code) FROM warehouse.indicator_value) AS leagues
