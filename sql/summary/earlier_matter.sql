-- The matters of the year before, and what has come of them.
WITH said AS (
    SELECT row_of.*
    FROM jsonb_to_recordset(cast(:matters_before AS jsonb)) AS row_of (
        matter_id text, wording text, league_code text, project_no integer, suggestion text
    )
),

league AS (
    SELECT
        said.matter_id,
        cast(count(*) AS integer) AS leagues,
        string_agg(said.league_code, ' ' ORDER BY said.league_code) AS league_codes,
        string_agg(known.name_zh, '、' ORDER BY said.league_code) AS leagues_zh
    FROM (SELECT DISTINCT
        matter_id,
        league_code
    FROM said) AS said
    INNER JOIN reference.league AS known ON said.league_code = known.league_code
    GROUP BY said.matter_id
),

project AS (
    SELECT
        said.matter_id,
        string_agg(cast(said.project_no AS text), ' ' ORDER BY said.project_no) AS project_nos,
        string_agg(concat(said.project_no, ' ', known.name_zh), '、' ORDER BY said.project_no)
        FILTER (WHERE said.project_no > 0) AS projects_zh
    FROM (SELECT DISTINCT
        matter_id,
        coalesce(project_no, 0) AS project_no
    FROM said) AS said
    LEFT JOIN reference.project AS known ON said.project_no = known.project_no
    GROUP BY said.matter_id
),

matter AS (
    SELECT
        matter_id,
        min(wording) AS wording,
        cast(count(*) AS integer) AS times,
        string_agg(DISTINCT suggestion, chr(10) ORDER BY suggestion) AS wordings
    FROM said
    GROUP BY matter_id
)

SELECT
    cast(:year AS integer) AS year,
    cast(:year - 1 AS integer) AS said_in,
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
LEFT JOIN warehouse.matter_answer_as_of(:as_of) AS answer ON matter.matter_id = answer.matter_id
