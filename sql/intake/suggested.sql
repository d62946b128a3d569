DROP FUNCTION IF EXISTS intake.suggested;

CREATE FUNCTION intake.suggested(said_of_year jsonb, moment timestamptz)
RETURNS TABLE (
    matter_id text,
    wording text,
    leagues integer,
    league_codes text,
    leagues_zh text,
    projects_zh text,
    project_nos text,
    times integer,
    wordings text,
    state text,
    handler_zh text,
    reply text,
    replied_on date
)
LANGUAGE sql STABLE
AS $$
WITH written AS (
    SELECT row_of.*
    FROM jsonb_to_recordset(said_of_year) AS row_of (
        matter_id text, wording text, league_code text, project_no integer, suggestion text
    )
),

league AS (
    SELECT
        written.matter_id,
        cast(count(*) AS integer) AS leagues,
        string_agg(written.league_code, ' ' ORDER BY written.league_code) AS league_codes,
        string_agg(known.name_zh, '、' ORDER BY written.league_code) AS leagues_zh
    FROM (SELECT DISTINCT
        matter_id,
        league_code
    FROM written) AS written
    INNER JOIN reference.league AS known ON written.league_code = known.league_code
    GROUP BY written.matter_id
),

project AS (
    SELECT
        written.matter_id,
        string_agg(cast(written.project_no AS text), ' ' ORDER BY written.project_no) AS project_nos,
        string_agg(concat(written.project_no, ' ', known.name_zh), '、' ORDER BY written.project_no)
        FILTER (WHERE written.project_no > 0) AS projects_zh
    FROM (SELECT DISTINCT
        matter_id,
        coalesce(project_no, 0) AS project_no
    FROM written) AS written
    LEFT JOIN reference.project AS known ON written.project_no = known.project_no
    GROUP BY written.matter_id
),

matter AS (
    SELECT
        matter_id,
        min(wording) AS wording,
        cast(count(*) AS integer) AS times,
        string_agg(DISTINCT suggestion, chr(10) ORDER BY suggestion) AS wordings
    FROM written
    GROUP BY matter_id
)

SELECT
    matter.matter_id,
    matter.wording,
    league.leagues,
    league.league_codes,
    league.leagues_zh,
    project.projects_zh,
    project.project_nos,
    matter.times,
    matter.wordings,
    answer.state,
    answer.handler_zh,
    answer.reply,
    answer.replied_on
FROM matter
INNER JOIN league ON matter.matter_id = league.matter_id
INNER JOIN project ON matter.matter_id = project.matter_id
LEFT JOIN warehouse.matter_answer_as_of(moment) AS answer ON matter.matter_id = answer.matter_id
$$;
COMMENT ON FUNCTION intake.suggested IS
'Suggestions, each with the matter that it belongs to, matter by matter, with what was known at the moment to be the
answer. Columns as in summary.suggestion_matter';
