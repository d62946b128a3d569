UPDATE intake.submission SET
    state = given.state,
    league_code = given.league_code,
    return_kind = given.return_kind,
    period = given.period,
    reported_on = given.reported_on,
    revision_reason = given.revision_reason,
    template_version = given.template_version,
    duplicate_of = given.duplicate_of,
    decided_at = given.decided_at
FROM jsonb_populate_recordset(cast(NULL AS intake.submission), :verdicts) AS given
WHERE submission.submission_id = given.submission_id
