-- A view of moments only: checksums pass over them, since a warehouse made again was built at another time.
CREATE VIEW warehouse.summary_age AS
WITH built AS (
    SELECT
        cast(year AS text) AS period,
        year,
        min(as_of) AS as_of,
        min(built_at) AS built_at,
        cast('infinity' AS timestamptz) AS closed_at
    FROM summary.annual_return
    GROUP BY year
    UNION ALL
    SELECT
        dated.period,
        period.year,
        min(dated.as_of) AS as_of,
        min(dated.built_at) AS built_at,
        -- What comes after the next period's end is in later bulletins and notes.
        min(
            (period.ends_on + 1 + age(period.ends_on + 1, period.starts_on)) AT TIME ZONE 'Asia/Shanghai'
        ) AS closed_at
    FROM (
        SELECT
            period,
            as_of,
            built_at
        FROM summary.quarter_return
        UNION ALL
        SELECT
            period,
            as_of,
            built_at
        FROM summary.month_return
    ) AS dated
    INNER JOIN reference.period AS period ON dated.period = period.period
    GROUP BY dated.period, period.year
),

-- What was accepted, withdrawn or decided, and when a file is held to have come.
change AS (
    SELECT
        owed.year,
        cast(NULL AS integer) AS last_year,
        event.at,
        event.recorded_at
    FROM intake.event AS event
    INNER JOIN intake.submission AS submission ON event.submission_id = submission.submission_id
    INNER JOIN reference.expected_return AS owed
        ON
            submission.league_code = owed.league_code
            AND submission.return_kind = owed.return_kind
            AND submission.period = owed.period
    WHERE
        event.verb IN ('withdraw', 'release', 'correct')
        OR (event.verb = 'judge' AND event.part IS NOT NULL AND event.to_state <> 'refused')
    UNION ALL
    -- A figure of before and a form count in every year from then on, an answer in the year after, too.
    SELECT
        cast(event.detail ->> 'year' AS integer) AS year,
        CASE
            WHEN event.verb = 'answer' THEN 1 + cast(event.detail ->> 'year' AS integer)
            WHEN event.verb = 'write' AND event.detail ->> 'section' <> 'form'
                THEN cast(event.detail ->> 'year' AS integer)
        END AS last_year,
        event.at,
        event.recorded_at
    FROM intake.event AS event
    WHERE event.verb IN ('provide', 'answer', 'write')
)

SELECT
    built.period,
    built.as_of,
    built.built_at,
    max(change.recorded_at) AS changed_at,
    coalesce(max(change.recorded_at) > coalesce(built.built_at, '-infinity'), FALSE) AS is_old
FROM built
-- Targets add up the years before.
LEFT JOIN change
    ON
        built.year >= change.year
        AND (built.year <= change.last_year OR change.last_year IS NULL)
        AND built.closed_at > change.at
GROUP BY built.period, built.as_of, built.built_at;

COMMENT ON VIEW warehouse.summary_age IS
'How old the tables of summary are: a row a year, a quarter and a month that they were built of';
COMMENT ON COLUMN warehouse.summary_age.period IS '2023: the annual tables; 2023Q1, 2024M03: those of the quarter, the month';
COMMENT ON COLUMN warehouse.summary_age.as_of IS 'What was known at this moment is in them';
COMMENT ON COLUMN warehouse.summary_age.built_at IS 'When they were built';
COMMENT ON COLUMN warehouse.summary_age.changed_at IS
'When something that they rest on was last accepted, withdrawn, corrected, provided, answered or written, as it
was recorded; blank: never';
COMMENT ON COLUMN warehouse.summary_age.is_old IS
'Whether that was after they were built: then jibao summarise builds them anew';
