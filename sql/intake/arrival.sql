DROP VIEW IF EXISTS intake.arrival CASCADE;

CREATE VIEW intake.arrival AS
SELECT
    submission.submission_id,
    coalesce(
        (
            SELECT corrected.arrived_at
            FROM intake.arrival_correction AS corrected
            WHERE corrected.submission_id = submission.submission_id
            ORDER BY corrected.corrected_at DESC, corrected.correction_id DESC
            LIMIT 1
        ),
        submission.arrived_at
    ) AS arrived_at
FROM intake.submission;

COMMENT ON VIEW intake.arrival IS 'When each submission''s file arrived, as it counts now';
COMMENT ON COLUMN intake.arrival.submission_id IS 'The submission';
COMMENT ON COLUMN intake.arrival.arrived_at IS
'When the inbox first saw it; where an operator corrected that, as corrected';
