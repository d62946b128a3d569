UPDATE intake.submission SET
    state = :state,
    league_code = :league_code,
    return_kind = :return_kind,
    period = :period,
    reported_on = :reported_on,
    revision_reason = :revision_reason,
    template_version = :template_version,
    duplicate_of = :duplicate_of,
    decided_at = :decided_at
WHERE submission_id = :submission_id
