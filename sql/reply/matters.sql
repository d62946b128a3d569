-- What a league suggested in these years and the department has answered, the last answer first.
SELECT
    matter.matter_id,
    matter.wording,
    matter.state,
    matter.handler_zh,
    matter.reply,
    matter.replied_on,
    answer.known_from
FROM summary.suggestion_matter AS matter
INNER JOIN warehouse.matter_answer AS answer ON matter.matter_id = answer.matter_id
WHERE
    :league_code = any(string_to_array(matter.league_codes, ' '))
    AND matter.year IN (:year, :year - 1)
    AND matter.state IS NOT NULL
ORDER BY matter.replied_on DESC, matter.matter_id ASC
