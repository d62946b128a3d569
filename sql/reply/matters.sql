-- What leagues suggested, each in a year and in the year before it, and the department has answered, the last
-- answer first. The table says who suggested what, the answer is that of now.
SELECT
    asked.league_code,
    asked.year,
    matter.matter_id,
    answer.wording,
    answer.state,
    answer.handler_zh,
    answer.reply,
    answer.replied_on,
    answer.known_from
FROM unnest(cast(:league_codes AS text[]), cast(:years AS integer[])) AS asked (league_code, year)
INNER JOIN summary.suggestion_matter AS matter
    ON
        asked.league_code = any(string_to_array(matter.league_codes, ' '))
        AND matter.year IN (asked.year, asked.year - 1)
INNER JOIN warehouse.matter_answer AS answer ON matter.matter_id = answer.matter_id
ORDER BY answer.replied_on DESC, matter.matter_id ASC
