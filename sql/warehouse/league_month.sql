CREATE FUNCTION warehouse.league_month_as_of(moment timestamptz)
RETURNS TABLE (
    year integer,
    league_code text,
    month text,
    enterprises integer,
    employees numeric,
    vacancies numeric,
    hired numeric,
    next_month_demand numeric,
    solved numeric,
    events integer,
    leagues_reporting integer,
    leagues_expected integer,
    missing_leagues text,
    events_reporting integer,
    league_name_zh text
)
LANGUAGE sql STABLE
AS $$
WITH summed AS (
    SELECT
        league_code,
        month,
        CAST(count(*) AS integer) AS enterprises,
        sum(employees) AS employees,
        sum(vacancies) AS vacancies,
        sum(hired) AS hired,
        sum(next_month_demand) AS next_month_demand,
        sum(solved) AS solved
    FROM warehouse.enterprise_month_as_of(moment)
    GROUP BY league_code, month
),

held AS (
    SELECT league_code, month, CAST(count(*) AS integer) AS events
    FROM warehouse.recruitment_event_as_of(moment)
    GROUP BY league_code, month
),

-- The months that had ended, of each league that owes them, and whether its parts are in.
owed AS (
    SELECT
        duty.year,
        duty.league_code,
        duty.period,
        coalesce(bool_or(version.part_id IS NOT NULL) FILTER (WHERE part.feeds = 'enterprises'), FALSE) AS reporting,
        coalesce(bool_or(version.part_id IS NOT NULL) FILTER (WHERE part.feeds = 'events'), FALSE) AS tells_events
    FROM reference.expected_return AS duty
    INNER JOIN reference.part AS part
        ON duty.return_kind = part.return_kind AND part.feeds IN ('enterprises', 'events')
        AND (part.asked_from IS NULL OR part.asked_from <= duty.ends_on)
    LEFT JOIN warehouse.version_in_force_as_of(moment) AS version
        ON duty.league_code = version.league_code AND duty.return_kind = version.return_kind
        AND duty.period = version.period AND part.part = version.part
    WHERE CAST(duty.ends_on + 1 AS timestamp) AT TIME ZONE 'Asia/Shanghai' <= moment
    GROUP BY duty.year, duty.league_code, duty.period
),

-- A part that is in and has no rows says none; of one that is not in nothing is known.
monthly AS (
    SELECT
        owed.year,
        owed.league_code,
        owed.period AS month,
        owed.reporting,
        owed.tells_events,
        league.in_region_sum,
        league.name_zh,
        CASE WHEN owed.reporting THEN coalesce(summed.enterprises, 0) END AS enterprises,
        CASE WHEN owed.reporting THEN coalesce(summed.employees, 0) END AS employees,
        CASE WHEN owed.reporting THEN coalesce(summed.vacancies, 0) END AS vacancies,
        CASE WHEN owed.reporting THEN coalesce(summed.hired, 0) END AS hired,
        CASE WHEN owed.reporting THEN coalesce(summed.next_month_demand, 0) END AS next_month_demand,
        CASE WHEN owed.reporting THEN coalesce(summed.solved, 0) END AS solved,
        CASE WHEN owed.tells_events THEN coalesce(held.events, 0) END AS events
    FROM owed
    INNER JOIN reference.league AS league ON owed.league_code = league.league_code
    LEFT JOIN summed ON owed.league_code = summed.league_code AND owed.period = summed.month
    LEFT JOIN held ON owed.league_code = held.league_code AND owed.period = held.month
)

SELECT
    year,
    league_code,
    month,
    enterprises,
    employees,
    vacancies,
    hired,
    next_month_demand,
    solved,
    events,
    CAST(reporting AS integer),
    1,
    CASE WHEN NOT reporting THEN name_zh END,
    CAST(tells_events AS integer),
    name_zh
FROM monthly
UNION ALL
SELECT
    year,
    warehouse.region_code(),
    month,
    CAST(sum(enterprises) AS integer),
    sum(employees),
    sum(vacancies),
    sum(hired),
    sum(next_month_demand),
    sum(solved),
    CAST(sum(events) AS integer),
    CAST(count(*) FILTER (WHERE reporting) AS integer),
    CAST(count(*) AS integer),
    string_agg(name_zh, '、' ORDER BY league_code) FILTER (WHERE NOT reporting),
    CAST(count(*) FILTER (WHERE tells_events) AS integer),
    '全区'
FROM monthly
WHERE in_region_sum
GROUP BY year, month
$$;

COMMENT ON FUNCTION warehouse.league_month_as_of IS
'What was known of key enterprises at the moment, by league and month and for the region: the months that had ended;
events_reporting: leagues that reported their events, if only that there were none';
