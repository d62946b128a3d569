-- How many figures of before the first return the year's targets lack, and how many matters are not answered.
SELECT
    (
        SELECT count(DISTINCT target.indicator_code)
        FROM summary.annual_target AS target
        WHERE target.year = :year AND target.missing ~ '年实绩'
    ) AS requests,
    (
        SELECT count(*)
        FROM summary.suggestion_matter AS matter
        WHERE matter.year IN (:year, :year - 1) AND matter.state IS NULL
    ) AS matters
