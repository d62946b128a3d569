-- A project stands as its worst target of the year; without a target as no_number.
WITH worst_first (standing, place) AS (
    VALUES ('not_met', 1), ('behind', 2), ('unknown', 3), ('on_track', 4), ('met', 5)
),

worst AS (
    SELECT DISTINCT ON (target.project_no)
        target.project_no,
        target.standing
    FROM summary.annual_target AS target
    INNER JOIN worst_first ON target.standing = worst_first.standing
    WHERE target.year = :year
    ORDER BY target.project_no, worst_first.place
)

SELECT
    project.project_no,
    project.standing,
    worst.standing AS worst_target
FROM summary.annual_project AS project
LEFT JOIN worst ON project.project_no = worst.project_no
WHERE project.year = :year AND project.standing <> coalesce(worst.standing, 'no_number')
