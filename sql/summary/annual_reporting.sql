-- How each league reported on the periods of the year.
WITH duty AS (
    SELECT * FROM warehouse.return_status_as_of(:as_of)
    WHERE year = :year
),

waived AS (
    SELECT
        finding.league_code,
        string_agg(DISTINCT finding.waiver_id, '、') AS waivers
    FROM warehouse.finding AS finding
    INNER JOIN warehouse.version_in_force AS version
        ON finding.submission_id = version.submission_id AND finding.part = version.part
    WHERE
        version.year = :year
        AND version.known_from <= :as_of
        AND (version.known_until > :as_of OR version.known_until IS NULL)
        AND finding.found_at <= :as_of
    GROUP BY finding.league_code
)

SELECT
    cast(:year AS integer) AS year,
    duty.league_code,
    cast(count(*) FILTER (WHERE duty.timeliness <> 'exempt') AS integer) AS expected,
    cast(count(*) FILTER (WHERE duty.timeliness = 'on_time') AS integer) AS on_time,
    cast(count(*) FILTER (WHERE duty.timeliness = 'late') AS integer) AS late,
    cast(count(*) FILTER (WHERE duty.timeliness = 'missing') AS integer) AS missing,
    cast(count(*) FILTER (WHERE duty.timeliness = 'not_due') AS integer) AS not_due,
    cast(count(*) FILTER (WHERE duty.timeliness = 'exempt') AS integer) AS exempt,
    cast(sum(duty.versions) AS integer) AS versions,
    cast(sum(duty.errors) AS integer) AS errors,
    cast(sum(duty.warnings) AS integer) AS warnings,
    round(
        cast(
            percentile_cont(0.5) WITHIN GROUP (
                ORDER BY extract(EPOCH FROM duty.effective_due_at - duty.arrived_at) / 86400
            ) FILTER (WHERE duty.timeliness IN ('on_time', 'late')) AS numeric
        ),
        1
    ) AS median_days_early,
    league.name_zh AS league_name_zh,
    waived.waivers
FROM duty
INNER JOIN reference.league AS league ON duty.league_code = league.league_code
LEFT JOIN waived ON duty.league_code = waived.league_code
GROUP BY duty.league_code, league.name_zh, waived.waivers
