-- What came since PostgreSQL last counted would be planned for as if it were nothing.
ANALYZE (SKIP_LOCKED)
intake.submission,
intake.part,
intake.part_validity,
intake.reported_figure,
intake.reported_progress,
intake.reported_completion,
intake.reported_suggestion,
intake.reported_row,
intake.finding
