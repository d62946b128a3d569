-- What a league suggested in these years and the department has answered, the last answer first. The table
-- says who suggested what, the answer is that of now.
SELECT
    matter.matter_id,
    answer.wording,
    answer.state,
    answer.handler_zh,
    answer.reply,
    answer.replied_on,
    answer.known_from
FROM warehouse.matter_answer AS answer
INNER JOIN summary.suggestion_matter AS matter ON answer.matter_id = matter.matter_id
WHERE
    :league_code = any(string_to_array(matter.league_codes, ' '))
    AND matter.year IN (:year, :year - 1)
ORDER BY answer.replied_on DESC, matter.matter_id ASC
