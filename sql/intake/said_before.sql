-- The return that the same bytes, under the same name and from the same league's folder, are in force as: of
-- each of these submissions of which there is one.
SELECT DISTINCT ON (sent.submission_id)
    sent.submission_id,
    before.league_code,
    before.return_kind,
    before.period
FROM intake.submission AS sent
INNER JOIN intake.submission AS before
    ON
        sent.sha256 = before.sha256
        AND sent.file_name = before.file_name
        AND sent.folder = before.folder
        AND sent.folder = before.league_code
WHERE
    sent.submission_id = any(cast(:submission_ids AS bigint[]))
    AND intake.wholly_in_force(before.submission_id)
ORDER BY sent.submission_id ASC, before.submission_id DESC
