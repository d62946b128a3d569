-- A project 已完成 with nothing in its indicators, then or before, or 未启动 with something in this period.
-- Asked at the status, or at the first figure where main data came later and by itself.
WITH ours AS (
    SELECT
        progress.period,
        progress.project_no,
        progress.status,
        progress.submission_id,
        progress.arrived_at,
        progress.sheet,
        progress.cells,
        progress.remark
    FROM progress_in_force AS progress
    WHERE
        progress.status IN ('已完成', '未启动')
        AND progress.period IN (
            SELECT part.period
            FROM intake.part
            WHERE part.submission_id = :submission_id
        )
),

figures AS (
    SELECT
        ours.project_no,
        max(figure.submission_id) FILTER (WHERE figure.period = ours.period) AS submission_id,
        max(figure.arrived_at) FILTER (WHERE figure.period = ours.period) AS arrived_at,
        max(figure.sheet) FILTER (WHERE figure.period = ours.period) AS sheet,
        (
            array_agg(figure.cells ->> 'figure' ORDER BY figure.indicator_code)
            FILTER (WHERE figure.period = ours.period)
        )[1] AS cell,
        coalesce(
            bool_or(greatest(figure.figure, figure.year_to_date) > 0) FILTER (
                WHERE figure.period = ours.period
            ),
            FALSE
        ) AS something_now,
        coalesce(bool_or(greatest(figure.figure, figure.year_to_date) > 0), FALSE) AS something_ever
    FROM ours
    INNER JOIN figure_in_force AS figure
        ON
            ours.project_no = figure.project_no
            AND ours.period >= figure.period
            AND figure.quarter IS NOT NULL
    GROUP BY ours.project_no
    HAVING bool_or(figure.period = ours.period)
),

contradicted AS (
    SELECT
        ours.*,
        figures.submission_id AS figures_id,
        figures.sheet AS figures_sheet,
        figures.cell AS figures_cell,
        (ours.arrived_at, ours.submission_id) >= (figures.arrived_at, figures.submission_id) AS asks_status
    FROM ours
    INNER JOIN figures ON ours.project_no = figures.project_no
    WHERE
        (ours.status = '已完成' AND NOT figures.something_ever)
        OR (ours.status = '未启动' AND figures.something_now)
)

SELECT
    project_no,
    NULL AS indicator_code,
    status AS given,
    NULL AS difference,
    NULL::jsonb AS facts,
    remark,
    CASE WHEN asks_status THEN 'progress' ELSE 'data' END AS part,
    CASE WHEN asks_status THEN 'status' ELSE 'figure' END AS field,
    CASE WHEN asks_status THEN sheet ELSE figures_sheet END AS sheet,
    CASE WHEN asks_status THEN cells ->> 'status' ELSE figures_cell END AS cell,
    CASE WHEN status = '已完成' THEN '未启动、推进中' ELSE '推进中、已完成' END AS expected
FROM contradicted
WHERE CASE WHEN asks_status THEN submission_id ELSE figures_id END = :submission_id
ORDER BY project_no
