-- Where the annual return and the fourth quarter differ: both, side by side, with what the league says to it.
WITH annual AS (
    SELECT
        reported.*,
        -- The remark without punctuation and empty phrases, as in etl/validate/explanations.py.
        regexp_replace(
            regexp_replace(
                pg_catalog.normalize(reported.remark, 'NFKC'),
                '[\s\u200b\ufeff。.!,;:、?~()…/_*#+=·"''“”‘’「」『』《》〈〉‐‑‒–—―−﹣-]', '', 'g'
            ),
            (
                SELECT string_agg(phrase, '|' ORDER BY length(phrase) DESC)
                FROM unnest(cast(:empty_phrases AS text[])) AS listed (phrase)
                WHERE phrase <> ''
            ),
            '', 'g'
        ) AS says
    FROM warehouse.annual_return_value_as_of(:as_of) AS reported
    WHERE reported.year = :year
),

fourth AS (
    SELECT
        quarterly.league_code,
        quarterly.submission_id,
        indicator.indicator_code,
        indicator.name_zh,
        indicator.unit_zh,
        CASE indicator.measure WHEN 'flow' THEN quarterly.year_to_date ELSE quarterly.figure END AS value
    FROM warehouse.indicator_value_as_of(:as_of) AS quarterly
    INNER JOIN reference.indicator AS indicator ON quarterly.indicator_code = indicator.indicator_code
    WHERE quarterly.year = :year AND quarterly.quarter = 4
)

SELECT
    annual.year,
    annual.league_code,
    annual.indicator_code,
    fourth.value AS from_quarters,
    annual.value AS from_annual_return,
    annual.value - fourth.value AS difference,
    CASE
        WHEN annual.says ~ '[\u4e00-\u9fff].*[\u4e00-\u9fff\d]|\d.*[\u4e00-\u9fff]' THEN annual.remark
        -- One given with an earlier version is carried on while the value stands.
        ELSE (
            SELECT max(finding.explanation)
            FROM warehouse.finding AS finding
            WHERE
                finding.rule_id = 'annual_difference'
                AND finding.submission_id IN (annual.submission_id, fourth.submission_id)
                AND finding.indicator_code = annual.indicator_code
                AND finding.found_at <= :as_of
                AND (finding.resolved_at > :as_of OR finding.resolved_at IS NULL)
        )
    END AS explanation,
    league.name_zh AS league_name_zh,
    fourth.name_zh,
    fourth.unit_zh
FROM annual
INNER JOIN fourth
    ON
        annual.league_code = fourth.league_code
        AND annual.indicator_code = fourth.indicator_code
INNER JOIN reference.league AS league ON annual.league_code = league.league_code
WHERE annual.value <> fourth.value
