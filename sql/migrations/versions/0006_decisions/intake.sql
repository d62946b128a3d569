ALTER TABLE intake.submission ADD COLUMN again_of bigint REFERENCES intake.submission;
COMMENT ON COLUMN intake.submission.again_of IS
'The submission whose file this takes up again, by an operator''s decision; blank: a file that came in';

CREATE INDEX submission_again ON intake.submission (again_of);

CREATE TABLE intake.arrival_correction (
    correction_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    submission_id bigint NOT NULL REFERENCES intake.submission,
    arrived_at timestamptz NOT NULL,
    corrected_at timestamptz NOT NULL,
    actor text NOT NULL,
    reason text NOT NULL
);
CREATE INDEX arrival_correction_submission ON intake.arrival_correction (submission_id, corrected_at);
COMMENT ON TABLE intake.arrival_correction IS
'What operators decided about when a file arrived; the latest of a submission counts from its moment on';
COMMENT ON COLUMN intake.arrival_correction.correction_id IS 'Number of the correction';
COMMENT ON COLUMN intake.arrival_correction.submission_id IS 'The submission';
COMMENT ON COLUMN intake.arrival_correction.arrived_at IS 'When its file arrived';
COMMENT ON COLUMN intake.arrival_correction.corrected_at IS 'From this moment on it counts';
COMMENT ON COLUMN intake.arrival_correction.actor IS 'Who decided it';
COMMENT ON COLUMN intake.arrival_correction.reason IS 'Why';

ALTER TABLE reference.waiver ADD COLUMN decided_at timestamptz;
COMMENT ON COLUMN reference.waiver.decided_at IS
'When an operator decided it; blank: a row of the registry';
