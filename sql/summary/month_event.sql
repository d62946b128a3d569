-- Recruitment events for key enterprises in the month.
SELECT
    said.month AS period,
    cast(
        row_number() OVER (ORDER BY said.held_on, said.league_code, said.submission_id, said.cell) AS integer
    ) AS place,
    said.league_code,
    said.held_on,
    said.title,
    county.county_name_zh,
    said.enterprises,
    said.posts,
    said.intents,
    league.name_zh AS league_name_zh
FROM warehouse.recruitment_event_as_of(:as_of) AS said
INNER JOIN reference.league AS league ON said.league_code = league.league_code
LEFT JOIN reference.county AS county ON said.county_code = county.county_code
WHERE said.month = :period
