CREATE VIEW analysis.suggestion AS
-- The same words are the same whatever signs stand in them.
WITH worded AS (
    SELECT
        suggestion.*,
        period.ends_on,
        nullif(regexp_replace(suggestion.suggestion, '[[:space:][:punct:],。;、!?:“”()·]', '', 'g'), '')
            AS words
    FROM summary.annual_suggestion AS suggestion
    INNER JOIN reference.period AS period ON suggestion.period = period.period
),

counted AS (
    SELECT
        project_no,
        words,
        cast(count(DISTINCT league_code) AS integer) AS leagues_saying_so,
        cast(count(DISTINCT period) AS integer) AS periods_saying_so,
        cast(count(*) AS integer) AS times_said,
        min(period) FILTER (WHERE is_first) AS first_period,
        max(period) FILTER (WHERE is_last) AS last_period
    FROM (
        SELECT
            worded.project_no,
            worded.words,
            worded.league_code,
            worded.period,
            worded.ends_on = min(worded.ends_on) OVER same AS is_first,
            worded.ends_on = max(worded.ends_on) OVER same AS is_last
        FROM worded
        WHERE worded.words IS NOT NULL
        WINDOW same AS (PARTITION BY worded.project_no, worded.words)
    ) AS placed
    GROUP BY project_no, words
)

SELECT
    worded.year,
    worded.period,
    worded.source,
    worded.league_code,
    area.name_zh AS league_name_zh,
    area.name_en AS league_name_en,
    worded.project_no,
    project.name_zh AS project_name_zh,
    project.name_en AS project_name_en,
    worded.row_no,
    nullif(worded.problem, '') AS problem,
    nullif(worded.suggestion, '') AS suggestion,
    counted.leagues_saying_so,
    counted.periods_saying_so,
    counted.times_said,
    counted.first_period,
    counted.last_period,
    worded.submission_id,
    worded.as_of
FROM worded
INNER JOIN reference.area AS area ON worded.league_code = area.league_code
LEFT JOIN reference.project AS project ON worded.project_no = project.project_no
LEFT JOIN
    counted
    ON worded.words = counted.words AND worded.project_no IS NOT DISTINCT FROM counted.project_no;

COMMENT ON VIEW analysis.suggestion IS
'Problems and suggestions, of the quarters'' progress and of the annual returns, and how often the same was said of the same project; of the last build (as_of)';
COMMENT ON COLUMN analysis.suggestion.source IS 'quarterly or annual: the return that it stands in';
COMMENT ON COLUMN analysis.suggestion.leagues_saying_so IS
'Leagues that made the same suggestion on the project, in any year; spaces and punctuation aside';
COMMENT ON COLUMN analysis.suggestion.periods_saying_so IS 'Periods in which somebody made it';
COMMENT ON COLUMN analysis.suggestion.times_said IS 'Rows that make it';
COMMENT ON COLUMN analysis.suggestion.first_period IS 'The first period in which it was made';
COMMENT ON COLUMN analysis.suggestion.last_period IS 'The last period in which it was made';
