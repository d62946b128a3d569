-- Recruitment events for key enterprises in the month.
SELECT
    event.month AS period,
    cast(
        row_number()
            OVER (ORDER BY event.held_on, event.league_code, event.submission_id, event.cell)
        AS integer
    ) AS place,
    event.league_code,
    event.held_on,
    event.title,
    county.county_name_zh,
    event.enterprises,
    event.posts,
    event.intents,
    league.name_zh AS league_name_zh
FROM warehouse.recruitment_event_as_of(:as_of) AS event
INNER JOIN reference.league AS league ON event.league_code = league.league_code
LEFT JOIN reference.county AS county ON event.county_code = county.county_code
WHERE event.month = :period
