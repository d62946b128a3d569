-- Key enterprises of the month by league, and of the region, beside the month before.
WITH month AS (
    SELECT
        period,
        predecessor
    FROM reference.period
    WHERE period = :period
),

summed AS (
    SELECT * FROM warehouse.league_month_as_of(:as_of)
    WHERE month IN (SELECT unnest(ARRAY[month.period, month.predecessor]) FROM month)
),

enterprise AS (
    SELECT
        reported.league_code,
        reported.month,
        reported.vacancies,
        lag(reported.vacancies)
            OVER (PARTITION BY reported.league_code, reported.uscc ORDER BY period.sequence)
            AS vacancies_before
    FROM warehouse.enterprise_month_as_of(:as_of) AS reported
    INNER JOIN reference.period AS period ON reported.month = period.period
    INNER JOIN month ON period.period IN (month.period, month.predecessor)
),

lacking AS (
    SELECT
        league_code,
        cast(count(*) AS integer) AS enterprises,
        cast(count(*) FILTER (WHERE vacancies_before > 0) AS integer) AS again
    FROM enterprise
    WHERE month = :period AND vacancies > 0
    GROUP BY league_code
),

lacking_or_region AS (
    SELECT * FROM lacking
    UNION ALL
    SELECT
        warehouse.region_code() AS league_code,
        cast(sum(lacking.enterprises) AS integer) AS enterprises,
        cast(sum(lacking.again) AS integer) AS again
    FROM lacking
    INNER JOIN reference.league AS league ON lacking.league_code = league.league_code
    WHERE league.in_region_sum
)

SELECT
    month.period,
    this.league_code,
    this.enterprises,
    this.employees,
    this.vacancies,
    this.hired,
    this.next_month_demand,
    this.solved,
    this.events,
    this.leagues_reporting,
    this.leagues_expected,
    this.missing_leagues,
    this.events_reporting,
    before.enterprises AS enterprises_before,
    before.vacancies AS vacancies_before,
    before.hired AS hired_before,
    before.solved AS solved_before,
    before.leagues_reporting AS before_reporting,
    CASE WHEN this.leagues_reporting > 0 THEN coalesce(without.enterprises, 0) END AS lacking,
    CASE WHEN this.leagues_reporting > 0 THEN coalesce(without.again, 0) END AS lacking_again,
    this.league_name_zh
FROM month
INNER JOIN summed AS this ON month.period = this.month
LEFT JOIN summed AS before ON month.predecessor = before.month AND this.league_code = before.league_code
LEFT JOIN lacking_or_region AS without ON this.league_code = without.league_code
