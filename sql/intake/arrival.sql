DROP VIEW IF EXISTS intake.arrival CASCADE;

CREATE VIEW intake.arrival AS
WITH corrected AS (
    SELECT DISTINCT ON (submission_id)
        submission_id,
        arrived_at
    FROM intake.arrival_correction
    ORDER BY submission_id ASC, corrected_at DESC, correction_id DESC
)

SELECT
    submission.submission_id,
    coalesce(corrected.arrived_at, submission.arrived_at) AS arrived_at
FROM intake.submission
LEFT JOIN corrected ON submission.submission_id = corrected.submission_id;

COMMENT ON VIEW intake.arrival IS 'When each submission''s file arrived, as it counts now';
COMMENT ON COLUMN intake.arrival.submission_id IS 'The submission';
COMMENT ON COLUMN intake.arrival.arrived_at IS
'When the inbox first saw it; where an operator corrected that, as corrected';
