-- Claims of files that another worker had taken whole: there are no such submissions.
DELETE FROM intake.submission
WHERE submission_id = any(cast(:submission_ids AS bigint[]))
