-- Of what figures would be made now: read once, compared and then kept.
CREATE TEMPORARY TABLE made_of AS
SELECT
    made_of.year,
    made_of.league_code,
    made_of.made_of
FROM warehouse.figures_made_of(:as_of, :year) AS made_of
