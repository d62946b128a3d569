-- When a submission's file arrived, as it counts now.
SELECT
    coalesce(
        (
            SELECT correction.arrived_at
            FROM intake.arrival_correction AS correction
            WHERE correction.submission_id = submission.submission_id
            ORDER BY correction.corrected_at DESC, correction.correction_id DESC
            LIMIT 1
        ),
        submission.arrived_at
    ) AS arrived_at
FROM intake.submission
WHERE submission.submission_id = :submission_id
