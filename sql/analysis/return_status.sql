CREATE VIEW analysis.return_status AS
SELECT
    status.league_code,
    area.name_zh AS league_name_zh,
    area.name_en AS league_name_en,
    status.return_kind,
    status.period,
    status.year,
    period.starts_on,
    period.ends_on,
    status.due_at,
    status.effective_due_at,
    status.arrived_at,
    status.accepted_at,
    status.timeliness,
    status.timeliness = 'late' AS is_late,
    cast(
        CASE
            WHEN status.timeliness = 'late'
                THEN
                    round(extract(EPOCH FROM status.arrived_at - status.effective_due_at) / 86400, 2)
        END AS numeric(28, 2)
    ) AS days_late,
    status.versions,
    status.errors,
    status.warnings,
    status.outstanding
FROM warehouse.return_status AS status
INNER JOIN reference.area AS area ON status.league_code = area.league_code
INNER JOIN reference.period AS period ON status.period = period.period;

COMMENT ON VIEW analysis.return_status IS 'Every expected return as it stands now: due, arrived, on time or not';
COMMENT ON COLUMN analysis.return_status.is_late IS 'Whether it was complete, and after its effective due moment';
COMMENT ON COLUMN analysis.return_status.days_late IS 'Days after the effective due moment, two decimals; blank: it is not late';

CREATE VIEW analysis.punctuality AS
SELECT
    league_code,
    league_name_zh,
    league_name_en,
    return_kind,
    cast(count(*) AS integer) AS returns,
    cast(count(*) FILTER (WHERE timeliness = 'on_time') AS integer) AS on_time,
    cast(count(*) FILTER (WHERE timeliness = 'late') AS integer) AS late,
    cast(count(*) FILTER (WHERE timeliness = 'missing') AS integer) AS missing,
    cast(round(100.0 * count(*) FILTER (WHERE timeliness <> 'on_time') / count(*), 2) AS numeric(28, 2))
        AS not_on_time_percent,
    count(*) FILTER (WHERE timeliness = 'on_time') = 0 AS is_always_late,
    cast(max(days_late) AS numeric(28, 2)) AS most_days_late
FROM analysis.return_status
WHERE timeliness IN ('on_time', 'late', 'missing')
GROUP BY league_code, league_name_zh, league_name_en, return_kind;

COMMENT ON VIEW analysis.punctuality IS
'How punctual each league is, by kind of return, over all returns that were due by now';
COMMENT ON COLUMN analysis.punctuality.returns IS 'Returns that were due: on_time + late + missing';
COMMENT ON COLUMN analysis.punctuality.on_time IS 'Complete by the effective due moment';
COMMENT ON COLUMN analysis.punctuality.late IS 'Complete after it';
COMMENT ON COLUMN analysis.punctuality.missing IS 'Over and not complete';
COMMENT ON COLUMN analysis.punctuality.not_on_time_percent IS 'late and missing of returns, percent, two decimals';
COMMENT ON COLUMN analysis.punctuality.is_always_late IS 'Whether none was on time';
COMMENT ON COLUMN analysis.punctuality.most_days_late IS 'The latest of those that were late, in days';
