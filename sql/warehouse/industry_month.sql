CREATE FUNCTION warehouse.industry_month_as_of(moment timestamptz)
RETURNS TABLE (
    year integer,
    month text,
    industry text,
    enterprises integer,
    employees numeric,
    vacancies numeric,
    hired numeric,
    next_month_demand numeric,
    solved numeric
)
LANGUAGE sql STABLE
AS $$
SELECT
    enterprise.year,
    enterprise.month,
    coalesce(nullif(enterprise.industry, ''), '未填'),
    CAST(count(*) AS integer),
    sum(enterprise.employees),
    sum(enterprise.vacancies),
    sum(enterprise.hired),
    sum(enterprise.next_month_demand),
    sum(enterprise.solved)
FROM warehouse.enterprise_month_as_of(moment) AS enterprise
INNER JOIN reference.league AS league ON enterprise.league_code = league.league_code
INNER JOIN reference.period AS period ON enterprise.month = period.period
WHERE
    league.in_region_sum
    AND CAST(period.ends_on + 1 AS timestamp) AT TIME ZONE 'Asia/Shanghai' <= moment
GROUP BY enterprise.year, enterprise.month, coalesce(nullif(enterprise.industry, ''), '未填')
$$;

COMMENT ON FUNCTION warehouse.industry_month_as_of IS
'What was known of key enterprises at the moment, by industry and month, over the leagues that count in the region''s
sum: the months that had ended; industry 未填: none was given';
