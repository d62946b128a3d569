-- How each league reported on the periods of the year (by annual_return, and annual_waiver of those periods).
WITH waived AS (
    SELECT
        annual_waiver.league_code,
        string_agg(annual_waiver.waiver_id, '、' ORDER BY annual_waiver.waiver_id) AS waivers
    FROM summary.annual_waiver
    INNER JOIN reference.period ON annual_waiver.period = period.period
    WHERE annual_waiver.year = :year AND period.year = :year
    GROUP BY annual_waiver.league_code
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
    duty.league_name_zh,
    waived.waivers
FROM summary.annual_return AS duty
LEFT JOIN waived ON duty.league_code = waived.league_code
WHERE duty.year = :year
GROUP BY duty.league_code, duty.league_name_zh, waived.waivers
