-- When a submission's file arrived, as it counts now.
SELECT arrived_at
FROM intake.arrival
WHERE submission_id = :submission_id
