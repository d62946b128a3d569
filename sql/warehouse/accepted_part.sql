CREATE VIEW warehouse.arrival_correction AS
SELECT
    submission_id,
    arrived_at,
    corrected_at,
    actor,
    reason
FROM intake.arrival_correction;

COMMENT ON VIEW warehouse.arrival_correction IS 'What operators decided about when a file arrived; the latest counts';
COMMENT ON COLUMN warehouse.arrival_correction.submission_id IS 'The submission';
COMMENT ON COLUMN warehouse.arrival_correction.arrived_at IS 'When its file arrived';
COMMENT ON COLUMN warehouse.arrival_correction.corrected_at IS 'From this moment on it counts';
COMMENT ON COLUMN warehouse.arrival_correction.actor IS 'Who decided it';
COMMENT ON COLUMN warehouse.arrival_correction.reason IS 'Why';

CREATE FUNCTION warehouse.arrival_correction_as_of(moment timestamptz)
RETURNS SETOF warehouse.arrival_correction
LANGUAGE sql STABLE
AS $$
SELECT * FROM warehouse.arrival_correction
WHERE corrected_at <= moment
$$;

COMMENT ON FUNCTION warehouse.arrival_correction_as_of IS
'warehouse.arrival_correction as it was known at the moment';

CREATE VIEW warehouse.accepted_part AS
SELECT
    part.league_code,
    part.return_kind,
    part.period,
    part.part,
    part.submission_id,
    arrival.arrived_at,
    part.counts_from AS accepted_at,
    part.withdrawn_at,
    submission.file_name AS source_file,
    submission.sha256,
    part.verdict,
    submission.arrived_at AS seen_at
FROM intake.part AS part
INNER JOIN intake.submission AS submission ON part.submission_id = submission.submission_id
INNER JOIN intake.arrival AS arrival ON part.submission_id = arrival.submission_id
WHERE part.verdict <> 'refused' AND part.counts_from IS NOT NULL;

CREATE FUNCTION warehouse.accepted_part_as_of(moment timestamptz)
RETURNS SETOF warehouse.accepted_part
LANGUAGE sql STABLE
AS $$
WITH corrected AS (
    SELECT DISTINCT ON (submission_id) submission_id, arrived_at
    FROM warehouse.arrival_correction_as_of(moment)
    ORDER BY submission_id, corrected_at DESC
)

SELECT
    accepted.league_code,
    accepted.return_kind,
    accepted.period,
    accepted.part,
    accepted.submission_id,
    coalesce(corrected.arrived_at, accepted.seen_at),
    accepted.accepted_at,
    CASE WHEN accepted.withdrawn_at <= moment THEN accepted.withdrawn_at END,
    accepted.source_file,
    accepted.sha256,
    accepted.verdict,
    accepted.seen_at
FROM warehouse.accepted_part AS accepted
LEFT JOIN corrected ON accepted.submission_id = corrected.submission_id
WHERE accepted.accepted_at <= moment
$$;

COMMENT ON FUNCTION warehouse.accepted_part_as_of IS 'warehouse.accepted_part as it was known at the moment';
COMMENT ON VIEW warehouse.accepted_part IS
'Every version of a part that was ever accepted, superseded and withdrawn ones too; none that is held';
COMMENT ON COLUMN warehouse.accepted_part.league_code IS 'The league';
COMMENT ON COLUMN warehouse.accepted_part.return_kind IS 'quarterly or annual';
COMMENT ON COLUMN warehouse.accepted_part.period IS '2023Q1, or 2023 for the year';
COMMENT ON COLUMN warehouse.accepted_part.part IS 'data, progress, completion or suggestions';
COMMENT ON COLUMN warehouse.accepted_part.submission_id IS 'The submission that it came in';
COMMENT ON COLUMN warehouse.accepted_part.arrived_at IS
'When its file arrived; where an operator corrected that, as corrected';
COMMENT ON COLUMN warehouse.accepted_part.accepted_at IS 'When it was accepted; of one that was held, when it was released';
COMMENT ON COLUMN warehouse.accepted_part.withdrawn_at IS 'When it was withdrawn; blank: it was not';
COMMENT ON COLUMN warehouse.accepted_part.source_file IS 'The file''s name as sent';
COMMENT ON COLUMN warehouse.accepted_part.sha256 IS 'SHA-256 of the file, its name in the archive';
COMMENT ON COLUMN warehouse.accepted_part.verdict IS
'What it was by itself when it was judged: accepted or accepted_with_warnings';
COMMENT ON COLUMN warehouse.accepted_part.seen_at IS 'When the inbox first saw its file, whatever was corrected';
