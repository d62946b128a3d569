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
    said.year,
    said.month,
    coalesce(nullif(said.industry, ''), '未填'),
    CAST(count(*) AS integer),
    sum(said.employees),
    sum(said.vacancies),
    sum(said.hired),
    sum(said.next_month_demand),
    sum(said.solved)
FROM warehouse.enterprise_month_as_of(moment) AS said
INNER JOIN reference.league AS league ON said.league_code = league.league_code
INNER JOIN reference.period AS period ON said.month = period.period
WHERE
    league.in_region_sum
    AND CAST(period.ends_on + 1 AS timestamp) AT TIME ZONE 'Asia/Shanghai' <= moment
GROUP BY said.year, said.month, coalesce(nullif(said.industry, ''), '未填')
$$;

COMMENT ON FUNCTION warehouse.industry_month_as_of IS
'What was known of key enterprises at the moment, by industry and month, over the leagues that count in the region''s
sum: the months that had ended; industry 未填: none was given';
