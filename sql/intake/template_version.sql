UPDATE intake.submission SET template_version = :template_version
WHERE submission_id = :submission_id
