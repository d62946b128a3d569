-- A matter as the annual tables have it.
SELECT
    matter_id,
    year,
    wording,
    leagues_zh
FROM summary.suggestion_matter
WHERE matter_id = :matter_id
