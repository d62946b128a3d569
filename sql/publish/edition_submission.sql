INSERT INTO summary.edition_submission (
    period, edition_no, league_code, return_period, part, submission_id, sha256
)
VALUES (:period, :edition_no, :league_code, :return_period, :part, :submission_id, :sha256)
