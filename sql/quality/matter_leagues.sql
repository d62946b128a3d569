-- A matter counts its leagues, and each of them suggested something in the year.
SELECT
    matter.matter_id,
    matter.leagues,
    matter.league_codes
FROM summary.suggestion_matter AS matter
WHERE
    matter.year = :year
    AND (
        matter.leagues <> cardinality(string_to_array(matter.league_codes, ' '))
        OR EXISTS (
            SELECT FROM unnest(string_to_array(matter.league_codes, ' ')) AS league (league_code)
            WHERE league.league_code NOT IN (
                SELECT written.league_code
                FROM summary.annual_suggestion AS written
                WHERE written.year = :year AND written.suggestion IS NOT NULL
            )
        )
    )
