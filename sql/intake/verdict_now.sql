DROP VIEW IF EXISTS intake.verdict_now;

CREATE VIEW intake.verdict_now AS
SELECT
    submission.submission_id,
    CASE
        WHEN submission.state NOT IN ('accepted', 'accepted_with_warnings') THEN submission.state
        WHEN
            EXISTS (
                SELECT FROM intake.open_warning
                WHERE open_warning.submission_id = submission.submission_id
            )
            THEN 'accepted_with_warnings'
        ELSE 'accepted'
    END AS verdict
FROM intake.submission;

COMMENT ON VIEW intake.verdict_now IS
'What each submission is, where it was accepted by the warnings that are open now';
COMMENT ON COLUMN intake.verdict_now.submission_id IS 'The submission';
COMMENT ON COLUMN intake.verdict_now.verdict IS
'Its state; accepted or accepted_with_warnings by what is open, whatever it was when it was judged';
