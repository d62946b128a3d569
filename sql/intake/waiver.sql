INSERT INTO reference.waiver (
    waiver_id, rule_id, league_code, return_kind, period, part, indicator_code, project_no, subject_code,
    reason, approved_by, approved_on, valid_to, decided_at
)
VALUES (
    :waiver_id, :rule_id, :league_code, :return_kind, :period, :part, :indicator_code, :project_no,
    :subject_code, :reason, :approved_by, :approved_on, :valid_to, :decided_at
)
