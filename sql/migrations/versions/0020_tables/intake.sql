CREATE SCHEMA intake;
COMMENT ON SCHEMA intake IS
'The waiting room: every file that ever came, what it says and what was found in it';

CREATE TABLE intake.made_from (
    thing text PRIMARY KEY,
    fingerprint text NOT NULL
);
COMMENT ON TABLE intake.made_from IS 'What the reference rows, views and functions were last made from';
COMMENT ON COLUMN intake.made_from.thing IS 'The thing that was made';
COMMENT ON COLUMN intake.made_from.fingerprint IS 'SHA-256 of what it was made from';

-- What came: the file, its parts, and when a part was the version in force.

CREATE TABLE intake.sighting (
    inbox_path text PRIMARY KEY,
    first_seen_at timestamptz NOT NULL
);
COMMENT ON TABLE intake.sighting IS
'Files that lie in the inbox and are not received yet: when each was first seen';
COMMENT ON COLUMN intake.sighting.inbox_path IS 'Path below the inbox';
COMMENT ON COLUMN intake.sighting.first_seen_at IS 'When a sweep first saw it: its arrival';

CREATE TABLE intake.submission (
    submission_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    file_name text NOT NULL,
    sent_as text NOT NULL,
    folder text,
    sha256 text NOT NULL,
    size_bytes bigint NOT NULL,
    arrived_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    inbox_path text,
    league_code text REFERENCES reference.league,
    return_kind text,
    period text,
    reported_on date,
    revision_reason text,
    state text NOT NULL DEFAULT 'received',
    duplicate_of bigint REFERENCES intake.submission,
    decided_at timestamptz,
    template_version text,
    again_of bigint REFERENCES intake.submission
);
COMMENT ON TABLE intake.submission IS 'One row a file that was received';
COMMENT ON COLUMN intake.submission.submission_id IS 'Number of the submission';
COMMENT ON COLUMN intake.submission.file_name IS 'The file''s name as sent';
COMMENT ON COLUMN intake.submission.sent_as IS 'Its path below the inbox, or below the folder of a command';
COMMENT ON COLUMN intake.submission.folder IS 'Code of the league whose folder it came in by; blank: none';
COMMENT ON COLUMN intake.submission.sha256 IS 'SHA-256 of its bytes, its name in the archive';
COMMENT ON COLUMN intake.submission.size_bytes IS 'Its size';
COMMENT ON COLUMN intake.submission.arrived_at IS 'When the inbox first saw it, or what a back-load says';
COMMENT ON COLUMN intake.submission.received_at IS 'When it was archived and recorded';
COMMENT ON COLUMN intake.submission.inbox_path IS 'Path below the inbox while it still lies there';
COMMENT ON COLUMN intake.submission.league_code IS 'The league whose return it is, once told';
COMMENT ON COLUMN intake.submission.return_kind IS 'quarterly or annual, once told';
COMMENT ON COLUMN intake.submission.period IS 'Its period, once told';
COMMENT ON COLUMN intake.submission.reported_on IS 'The date written in it';
COMMENT ON COLUMN intake.submission.revision_reason IS 'Why it was sent again, as written in it';
COMMENT ON COLUMN intake.submission.state IS
'received, unreadable, rejected, partly_accepted, accepted, accepted_with_warnings, held, duplicate or attachment';
COMMENT ON COLUMN intake.submission.duplicate_of IS
'The submission with the same bytes that was in force when it came';
COMMENT ON COLUMN intake.submission.decided_at IS
'The moment from which its verdict holds: its arrival, or that of a later judgement';
COMMENT ON COLUMN intake.submission.template_version IS
'Version of the template that it was made with, by its stamp; blank: no stamp';
COMMENT ON COLUMN intake.submission.again_of IS
'The submission whose file this takes up again, by an operator''s decision; blank: a file that came in';
CREATE UNIQUE INDEX submission_claim ON intake.submission (inbox_path) WHERE inbox_path IS NOT NULL;
CREATE INDEX submission_bytes ON intake.submission (sha256);
CREATE INDEX submission_return ON intake.submission (league_code, return_kind, period);
CREATE INDEX submission_again ON intake.submission (again_of);

CREATE TABLE intake.arrival_correction (
    correction_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    submission_id bigint NOT NULL REFERENCES intake.submission,
    arrived_at timestamptz NOT NULL,
    corrected_at timestamptz NOT NULL,
    actor text NOT NULL,
    reason text NOT NULL
);
COMMENT ON TABLE intake.arrival_correction IS
'What operators decided about when a file arrived; the latest of a submission counts from its moment on';
COMMENT ON COLUMN intake.arrival_correction.correction_id IS 'Number of the correction';
COMMENT ON COLUMN intake.arrival_correction.submission_id IS 'The submission';
COMMENT ON COLUMN intake.arrival_correction.arrived_at IS 'When its file arrived';
COMMENT ON COLUMN intake.arrival_correction.corrected_at IS 'From this moment on it counts';
COMMENT ON COLUMN intake.arrival_correction.actor IS 'Who decided it';
COMMENT ON COLUMN intake.arrival_correction.reason IS 'Why';
CREATE INDEX arrival_correction_submission ON intake.arrival_correction (submission_id, corrected_at);

CREATE TABLE intake.part (
    part_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    submission_id bigint NOT NULL REFERENCES intake.submission,
    league_code text NOT NULL REFERENCES reference.league,
    return_kind text NOT NULL,
    period text NOT NULL,
    part text NOT NULL,
    sheet text,
    verdict text NOT NULL,
    decided_at timestamptz NOT NULL,
    withdrawn_at timestamptz,
    header_cell text,
    held boolean NOT NULL DEFAULT FALSE,
    released_at timestamptz,
    counts_from timestamptz GENERATED ALWAYS AS (
        CASE WHEN held THEN released_at ELSE decided_at END
    ) STORED,
    header_cells jsonb NOT NULL DEFAULT '{}',
    UNIQUE (submission_id, part),
    FOREIGN KEY (return_kind, part) REFERENCES reference.part
);
COMMENT ON TABLE intake.part IS 'One row a part of a submission: the unit that is judged and superseded';
COMMENT ON COLUMN intake.part.part_id IS 'Number of the part';
COMMENT ON COLUMN intake.part.submission_id IS 'The file that it came in';
COMMENT ON COLUMN intake.part.league_code IS 'Its league';
COMMENT ON COLUMN intake.part.return_kind IS 'quarterly or annual';
COMMENT ON COLUMN intake.part.period IS 'Its period';
COMMENT ON COLUMN intake.part.part IS 'data, progress, completion or suggestions';
COMMENT ON COLUMN intake.part.sheet IS 'The sheet that holds it; blank in a text file';
COMMENT ON COLUMN intake.part.verdict IS
'What it is by itself: refused, accepted or accepted_with_warnings; whether it is in force says part_validity';
COMMENT ON COLUMN intake.part.decided_at IS 'The moment from which the verdict holds';
COMMENT ON COLUMN intake.part.withdrawn_at IS 'When it was withdrawn';
COMMENT ON COLUMN intake.part.held IS
'Whether it was accepted without being in force, until the league answers or an operator releases it';
COMMENT ON COLUMN intake.part.released_at IS 'When an operator released it; blank: it was not held, or still is';
COMMENT ON COLUMN intake.part.counts_from IS
'From when it may be in force: decided_at, or of a held one released_at; blank: it is held';
COMMENT ON COLUMN intake.part.header_cells IS
'The header''s cell of each field; empty in parts that were read before this was kept';
COMMENT ON COLUMN intake.part.header_cell IS
'The first cell of its header, where a column that is not there is asked for; blank in parts that were read before this was kept';
CREATE INDEX part_return ON intake.part (league_code, return_kind, period, part);

CREATE TABLE intake.part_validity (
    part_id bigint NOT NULL REFERENCES intake.part,
    known_from timestamptz NOT NULL,
    known_until timestamptz,
    PRIMARY KEY (part_id, known_from),
    CHECK (known_from <= known_until)
);
COMMENT ON TABLE intake.part_validity IS 'When an accepted part was the version in force';
COMMENT ON COLUMN intake.part_validity.part_id IS 'The part';
COMMENT ON COLUMN intake.part_validity.known_from IS 'From this moment on it was in force';
COMMENT ON COLUMN intake.part_validity.known_until IS
'Until just before this moment; known_from itself: another was accepted at the same moment; blank: it is in force';
CREATE UNIQUE INDEX part_validity_current ON intake.part_validity (part_id) WHERE known_until IS NULL;

-- What the parts say, a table a part.

CREATE TABLE intake.reported_figure (
    part_id bigint NOT NULL REFERENCES intake.part,
    row_no integer NOT NULL,
    indicator_code text NOT NULL REFERENCES reference.indicator,
    figure numeric,
    year_to_date numeric,
    remark text,
    cells jsonb NOT NULL,
    PRIMARY KEY (part_id, indicator_code)
);
COMMENT ON TABLE intake.reported_figure IS 'Main data as reported: a row an indicator, in the plan''s units';
COMMENT ON COLUMN intake.reported_figure.part_id IS 'The part that says so';
COMMENT ON COLUMN intake.reported_figure.row_no IS 'Order of the row in the sheet, from 1';
COMMENT ON COLUMN intake.reported_figure.indicator_code IS 'The indicator';
COMMENT ON COLUMN intake.reported_figure.figure IS
'The quarter''s or the year''s figure: a flow, or the level at its end';
COMMENT ON COLUMN intake.reported_figure.year_to_date IS
'A flow since 1 January; blank for a level and in an annual return';
COMMENT ON COLUMN intake.reported_figure.remark IS 'The league''s remark';
COMMENT ON COLUMN intake.reported_figure.cells IS 'The cell of each field';

CREATE TABLE intake.reported_progress (
    part_id bigint NOT NULL REFERENCES intake.part,
    row_no integer NOT NULL,
    project_no integer NOT NULL REFERENCES reference.project,
    status text,
    progress text,
    problems text,
    advice text,
    budget numeric,
    spent numeric,
    leader text,
    person text,
    until text,
    measures text,
    stage text,
    practice text,
    remark text,
    cells jsonb NOT NULL,
    PRIMARY KEY (part_id, project_no)
);
COMMENT ON TABLE intake.reported_progress IS 'Project progress as reported: a row a project';
COMMENT ON COLUMN intake.reported_progress.part_id IS 'The part that says so';
COMMENT ON COLUMN intake.reported_progress.row_no IS 'Order of the row in the sheet, from 1';
COMMENT ON COLUMN intake.reported_progress.project_no IS 'The project';
COMMENT ON COLUMN intake.reported_progress.status IS '未启动, 推进中 or 已完成';
COMMENT ON COLUMN intake.reported_progress.progress IS 'What was done';
COMMENT ON COLUMN intake.reported_progress.problems IS 'Problems';
COMMENT ON COLUMN intake.reported_progress.advice IS 'Opinions and suggestions';
COMMENT ON COLUMN intake.reported_progress.budget IS 'Money budgeted for the year, 10,000 yuan';
COMMENT ON COLUMN intake.reported_progress.spent IS 'Money spent since 1 January, 10,000 yuan';
COMMENT ON COLUMN intake.reported_progress.leader IS 'Who answers for it';
COMMENT ON COLUMN intake.reported_progress.person IS 'Who does it';
COMMENT ON COLUMN intake.reported_progress.until IS 'Until when, as written';
COMMENT ON COLUMN intake.reported_progress.measures IS 'Measures taken';
COMMENT ON COLUMN intake.reported_progress.stage IS 'Stage of the work';
COMMENT ON COLUMN intake.reported_progress.practice IS 'Good practice';
COMMENT ON COLUMN intake.reported_progress.remark IS 'The league''s remark';
COMMENT ON COLUMN intake.reported_progress.cells IS 'The cell of each field';

CREATE TABLE intake.reported_completion (
    part_id bigint NOT NULL REFERENCES intake.part,
    row_no integer NOT NULL,
    project_no integer NOT NULL REFERENCES reference.project,
    target numeric,
    completed numeric,
    rate numeric,
    account text,
    cells jsonb NOT NULL,
    PRIMARY KEY (part_id, project_no)
);
COMMENT ON TABLE intake.reported_completion IS
'Task completion as reported: the league''s own account of the year';
COMMENT ON COLUMN intake.reported_completion.part_id IS 'The part that says so';
COMMENT ON COLUMN intake.reported_completion.row_no IS 'Order of the row in the sheet, from 1';
COMMENT ON COLUMN intake.reported_completion.project_no IS 'The project';
COMMENT ON COLUMN intake.reported_completion.target IS
'The league''s target, in the unit of the project''s first indicator';
COMMENT ON COLUMN intake.reported_completion.completed IS 'What it completed, in the same unit';
COMMENT ON COLUMN intake.reported_completion.rate IS 'Completed over target, percent, as written';
COMMENT ON COLUMN intake.reported_completion.account IS 'Account in words';
COMMENT ON COLUMN intake.reported_completion.cells IS 'The cell of each field';

CREATE TABLE intake.reported_suggestion (
    part_id bigint NOT NULL REFERENCES intake.part,
    row_no integer NOT NULL,
    project_no integer REFERENCES reference.project,
    problem text,
    suggestion text,
    cells jsonb NOT NULL,
    PRIMARY KEY (part_id, row_no)
);
COMMENT ON TABLE intake.reported_suggestion IS 'Opinions and suggestions of an annual return';
COMMENT ON COLUMN intake.reported_suggestion.part_id IS 'The part that says so';
COMMENT ON COLUMN intake.reported_suggestion.row_no IS 'Order of the row in the sheet, from 1';
COMMENT ON COLUMN intake.reported_suggestion.project_no IS 'The project; blank: general';
COMMENT ON COLUMN intake.reported_suggestion.problem IS 'The problem';
COMMENT ON COLUMN intake.reported_suggestion.suggestion IS 'The suggestion';
COMMENT ON COLUMN intake.reported_suggestion.cells IS 'The cell of each field';

CREATE TABLE intake.reported_row (
    part_id bigint NOT NULL REFERENCES intake.part,
    row_no integer NOT NULL,
    subject_code text,
    indicator_code text REFERENCES reference.indicator,
    "values" jsonb NOT NULL,
    cells jsonb NOT NULL,
    PRIMARY KEY (part_id, row_no)
);
COMMENT ON TABLE intake.reported_row IS 'Rows of the parts that have no table of their own, as they were reported';
COMMENT ON COLUMN intake.reported_row.part_id IS 'The part';
COMMENT ON COLUMN intake.reported_row.row_no IS 'The row''s number in the part; of a wide part a row an indicator';
COMMENT ON COLUMN intake.reported_row.subject_code IS 'What it is about: a county, an enterprise; blank: nothing';
COMMENT ON COLUMN intake.reported_row.indicator_code IS 'The indicator of its figures; blank: none';
COMMENT ON COLUMN intake.reported_row."values" IS 'What was reported, by the part''s fields; numbers as their digits';
COMMENT ON COLUMN intake.reported_row.cells IS 'The cell of each field';

-- What was found, and what happened.

CREATE TABLE intake.finding (
    finding_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    submission_id bigint NOT NULL REFERENCES intake.submission,
    rule_id text NOT NULL,
    rule_version integer NOT NULL,
    severity text NOT NULL,
    part text,
    field text,
    sheet text,
    cell text,
    project_no integer,
    indicator_code text,
    given text,
    expected text,
    difference text,
    says_zh text NOT NULL,
    to_do_zh text NOT NULL,
    says_en text NOT NULL,
    to_do_en text NOT NULL,
    cells jsonb NOT NULL,
    explanation text,
    waiver_id text,
    found_at timestamptz NOT NULL,
    raised_by bigint NOT NULL REFERENCES intake.submission,
    resolved_at timestamptz,
    explained_by bigint REFERENCES intake.submission,
    remark text,
    subject_code text,
    subject_zh text
);
COMMENT ON TABLE intake.finding IS 'What was found in a submission, on its arrival or by a later one';
COMMENT ON COLUMN intake.finding.finding_id IS 'Number of the finding';
COMMENT ON COLUMN intake.finding.submission_id IS 'The submission that it is about';
COMMENT ON COLUMN intake.finding.rule_id IS 'The rule';
COMMENT ON COLUMN intake.finding.rule_version IS 'The rule''s version';
COMMENT ON COLUMN intake.finding.severity IS 'error, warning or info, as it counted';
COMMENT ON COLUMN intake.finding.part IS 'The part';
COMMENT ON COLUMN intake.finding.field IS 'The column''s field';
COMMENT ON COLUMN intake.finding.sheet IS 'The sheet; blank in a text file';
COMMENT ON COLUMN intake.finding.cell IS 'The first cell';
COMMENT ON COLUMN intake.finding.project_no IS 'The project';
COMMENT ON COLUMN intake.finding.indicator_code IS 'The indicator';
COMMENT ON COLUMN intake.finding.given IS 'What was given';
COMMENT ON COLUMN intake.finding.expected IS 'What was expected';
COMMENT ON COLUMN intake.finding.difference IS 'Given less expected';
COMMENT ON COLUMN intake.finding.says_zh IS 'What is wrong, Chinese';
COMMENT ON COLUMN intake.finding.to_do_zh IS 'What to do, Chinese';
COMMENT ON COLUMN intake.finding.says_en IS 'What is wrong, English';
COMMENT ON COLUMN intake.finding.to_do_en IS 'What to do, English';
COMMENT ON COLUMN intake.finding.cells IS
'Every cell that it is about, each with what was given and expected';
COMMENT ON COLUMN intake.finding.explanation IS 'The league''s explanation, where it counts';
COMMENT ON COLUMN intake.finding.waiver_id IS 'The waiver that made an error a warning';
COMMENT ON COLUMN intake.finding.found_at IS 'When it was found';
COMMENT ON COLUMN intake.finding.raised_by IS 'The submission whose arrival raised it';
COMMENT ON COLUMN intake.finding.resolved_at IS 'When a later arrival made it untrue';
COMMENT ON COLUMN intake.finding.remark IS
'What the league wrote to it that explains nothing, such as 核实无误; blank: nothing, or an explanation';
COMMENT ON COLUMN intake.finding.subject_code IS
'Code of what its row is about, where that is a county, an enterprise and the like';
COMMENT ON COLUMN intake.finding.subject_zh IS 'Its name';
COMMENT ON COLUMN intake.finding.explained_by IS
'The submission that gave the explanation, carried on while the value stands; blank: this one';
CREATE INDEX finding_submission ON intake.finding (submission_id);

CREATE TABLE intake.timeline (
    name text PRIMARY KEY,
    events bigint NOT NULL
);
COMMENT ON TABLE intake.timeline IS
'The stretch of history whose events this warehouse numbers, one row; the archive''s log must have come as far';
COMMENT ON COLUMN intake.timeline.name IS 'Its name, that of its folder in the archive''s log';
COMMENT ON COLUMN intake.timeline.events IS 'How many of its events are in the log';

CREATE TABLE intake.event (
    event_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    submission_id bigint REFERENCES intake.submission,
    part text,
    at timestamptz NOT NULL,
    verb text NOT NULL,
    from_state text,
    to_state text,
    actor text NOT NULL,
    reason text,
    detail jsonb NOT NULL DEFAULT '{}',
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    archived_at timestamptz
);
COMMENT ON TABLE intake.event IS 'What happened to a submission or a part: each move between states';
COMMENT ON COLUMN intake.event.event_id IS 'Number of the event';
COMMENT ON COLUMN intake.event.submission_id IS 'The submission';
COMMENT ON COLUMN intake.event.part IS 'The part, where the move is a part''s';
COMMENT ON COLUMN intake.event.at IS 'The moment from which it holds';
COMMENT ON COLUMN intake.event.verb IS 'What was done: receive, judge, supersede, …';
COMMENT ON COLUMN intake.event.from_state IS 'State before';
COMMENT ON COLUMN intake.event.to_state IS 'State after';
COMMENT ON COLUMN intake.event.actor IS 'Who did it';
COMMENT ON COLUMN intake.event.reason IS 'Why';
COMMENT ON COLUMN intake.event.detail IS 'What is needed to replay it';
COMMENT ON COLUMN intake.event.recorded_at IS 'When it was written down';
COMMENT ON COLUMN intake.event.archived_at IS 'When it was written to the archive''s log';
CREATE INDEX event_submission ON intake.event (submission_id);
CREATE INDEX event_unarchived ON intake.event (event_id) WHERE archived_at IS NULL;
-- What a submission changed in other returns is found by its number.
CREATE INDEX event_recheck ON intake.event ((detail ->> 'by')) WHERE verb = 'recheck';

-- What people decide: published years, and what is published.

CREATE TABLE intake.year_lock (
    year integer PRIMARY KEY,
    locked_at timestamptz NOT NULL,
    actor text NOT NULL,
    reason text NOT NULL
);
COMMENT ON TABLE intake.year_lock IS 'Years that are published: their returns are taken no more';
COMMENT ON COLUMN intake.year_lock.year IS 'The year of the periods';
COMMENT ON COLUMN intake.year_lock.locked_at IS 'From this moment on';
COMMENT ON COLUMN intake.year_lock.actor IS 'Who locked it';
COMMENT ON COLUMN intake.year_lock.reason IS 'Why';

CREATE TABLE intake.year_opening (
    opening_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    year integer NOT NULL REFERENCES intake.year_lock,
    league_code text REFERENCES reference.league,
    open_from timestamptz NOT NULL,
    open_until timestamptz NOT NULL,
    actor text NOT NULL,
    reason text NOT NULL,
    CHECK (open_from < open_until)
);
COMMENT ON TABLE intake.year_opening IS
'Dated exceptions from a lock: returns that arrive meanwhile are taken';
COMMENT ON COLUMN intake.year_opening.opening_id IS 'Number of the exception';
COMMENT ON COLUMN intake.year_opening.year IS 'The locked year';
COMMENT ON COLUMN intake.year_opening.league_code IS 'For this league; blank: for all';
COMMENT ON COLUMN intake.year_opening.open_from IS 'From this moment on';
COMMENT ON COLUMN intake.year_opening.open_until IS 'Until just before this moment';
COMMENT ON COLUMN intake.year_opening.actor IS 'Who decided it';
COMMENT ON COLUMN intake.year_opening.reason IS 'Why';

CREATE TABLE intake.approval (
    approval_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    period text NOT NULL,
    content_sha256 text NOT NULL,
    as_of timestamptz NOT NULL,
    asked_at timestamptz NOT NULL,
    decision text CHECK (decision IN ('approved', 'rejected')),
    actor text,
    reason text,
    decided_at timestamptz,
    CHECK ((decision IS NULL) = (decided_at IS NULL) AND (decision IS NULL) = (actor IS NULL))
);
COMMENT ON TABLE intake.approval IS
'What a person was asked to approve, and what came of it; an approval is of exactly this content';
COMMENT ON COLUMN intake.approval.approval_id IS 'Number of the question';
COMMENT ON COLUMN intake.approval.period IS '2023: the annual set; 2023Q1: the quarter''s bulletin';
COMMENT ON COLUMN intake.approval.content_sha256 IS
'SHA-256 of the rows of all the tables that the set shows';
COMMENT ON COLUMN intake.approval.as_of IS 'The moment as of which they were built';
COMMENT ON COLUMN intake.approval.asked_at IS 'When it was asked';
COMMENT ON COLUMN intake.approval.decision IS 'approved or rejected; blank: nobody has answered yet';
COMMENT ON COLUMN intake.approval.actor IS 'Who answered';
COMMENT ON COLUMN intake.approval.reason IS 'What they said to it';
COMMENT ON COLUMN intake.approval.decided_at IS 'When they answered';

CREATE TABLE intake.edition_content (
    period text NOT NULL,
    edition_no integer NOT NULL,
    table_name text NOT NULL,
    content jsonb NOT NULL,
    PRIMARY KEY (period, edition_no, table_name)
);
COMMENT ON TABLE intake.edition_content IS
'The rows that each published set shows, kept as they were published';
COMMENT ON COLUMN intake.edition_content.period IS '2023: the annual set; 2023Q1: the quarter''s bulletin';
COMMENT ON COLUMN intake.edition_content.edition_no IS 'Number of the edition, from 1';
COMMENT ON COLUMN intake.edition_content.table_name IS 'The summary table';
COMMENT ON COLUMN intake.edition_content.content IS 'Its rows, a list of objects';

-- What the department gives, answers and writes.

CREATE TABLE intake.base_figure (
    indicator_code text NOT NULL REFERENCES reference.indicator,
    year integer NOT NULL,
    value numeric NOT NULL CHECK (value >= 0),
    provider_zh text NOT NULL,
    source text NOT NULL,
    entered_at timestamptz NOT NULL,
    entered_by text NOT NULL,
    PRIMARY KEY (indicator_code, year, entered_at)
);
COMMENT ON TABLE intake.base_figure IS
'What the region reached in a year before the first return, as it was entered; the last one counts';
COMMENT ON COLUMN intake.base_figure.indicator_code IS 'The indicator';
COMMENT ON COLUMN intake.base_figure.year IS 'The calendar year';
COMMENT ON COLUMN intake.base_figure.value IS 'The flow of that year, in the indicator''s unit';
COMMENT ON COLUMN intake.base_figure.provider_zh IS 'The department that gave it';
COMMENT ON COLUMN intake.base_figure.source IS 'The document that it stands in';
COMMENT ON COLUMN intake.base_figure.entered_at IS 'From this moment on it counts';
COMMENT ON COLUMN intake.base_figure.entered_by IS 'Who entered it';

CREATE TABLE intake.matter_answer (
    matter_id text NOT NULL,
    year integer NOT NULL,
    wording text NOT NULL,
    handler_zh text NOT NULL,
    state text NOT NULL CHECK (state IN ('done', 'under_way', 'planned', 'declined')),
    reply text NOT NULL,
    replied_on date NOT NULL,
    answered_at timestamptz NOT NULL,
    answered_by text NOT NULL,
    PRIMARY KEY (matter_id, answered_at)
);
COMMENT ON TABLE intake.matter_answer IS
'The department''s answers to what leagues suggested; the last one to a matter counts';
COMMENT ON COLUMN intake.matter_answer.matter_id IS 'The matter, as in summary.suggestion_matter';
COMMENT ON COLUMN intake.matter_answer.year IS 'The year in which it was suggested';
COMMENT ON COLUMN intake.matter_answer.wording IS 'What was suggested, in the words that were answered';
COMMENT ON COLUMN intake.matter_answer.handler_zh IS 'The department that handles it';
COMMENT ON COLUMN intake.matter_answer.state IS
'done, under_way, planned, or declined: it cannot be done for now';
COMMENT ON COLUMN intake.matter_answer.reply IS 'What leagues are answered';
COMMENT ON COLUMN intake.matter_answer.replied_on IS 'The date of the answer';
COMMENT ON COLUMN intake.matter_answer.answered_at IS 'From this moment on it is known';
COMMENT ON COLUMN intake.matter_answer.answered_by IS 'Who entered it';

CREATE TABLE intake.department_words (
    year integer NOT NULL,
    section text NOT NULL CHECK (section IN ('practice', 'next_steps', 'advice', 'remark', 'quoted', 'form')),
    subject text NOT NULL,
    words text[] NOT NULL,
    written_at timestamptz NOT NULL,
    written_by text NOT NULL,
    PRIMARY KEY (year, section, subject, written_at)
);
COMMENT ON TABLE intake.department_words IS
'What the department wrote for a year''s set, heading by heading; what it wrote last under a heading counts';
COMMENT ON COLUMN intake.department_words.year IS 'The year of the set; a form counts in later years, too';
COMMENT ON COLUMN intake.department_words.section IS
'practice, next_steps, advice; remark on a project; quoted: words of leagues to be quoted; form: of a document';
COMMENT ON COLUMN intake.department_words.subject IS
'The project''s number of a remark; the document''s name of a form; else nothing';
COMMENT ON COLUMN intake.department_words.words IS
'The paragraphs; of a form the SHA-256 by which the archive keeps it; empty: nothing any more';
COMMENT ON COLUMN intake.department_words.written_at IS 'From this moment on it counts';
COMMENT ON COLUMN intake.department_words.written_by IS 'Who wrote it';

-- Mails: to leagues, and to ops.

CREATE TABLE intake.reminder (
    reminder_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    league_code text NOT NULL,
    return_kind text,
    period text,
    reminder text NOT NULL,
    for_day date NOT NULL,
    sent_to text NOT NULL,
    sent_at timestamptz NOT NULL,
    UNIQUE NULLS NOT DISTINCT (league_code, return_kind, period, for_day),
    CHECK ((return_kind IS NULL) = (period IS NULL))
);
COMMENT ON TABLE intake.reminder IS
'Mails that were sent about returns that are not complete: a row a return; and the centre''s digests';
COMMENT ON COLUMN intake.reminder.reminder_id IS 'Number of the row';
COMMENT ON COLUMN intake.reminder.league_code IS 'The league that was reminded; 150000: the centre';
COMMENT ON COLUMN intake.reminder.return_kind IS 'quarterly or annual; blank: a digest';
COMMENT ON COLUMN intake.reminder.period IS '2023Q1, or 2023 for the year; blank: a digest';
COMMENT ON COLUMN intake.reminder.reminder IS 'The row of reminders.csv by which it was due; digest';
COMMENT ON COLUMN intake.reminder.for_day IS
'The day on which it was due to be sent; it may have been sent later';
COMMENT ON COLUMN intake.reminder.sent_to IS 'The addresses, joined by commas';
COMMENT ON COLUMN intake.reminder.sent_at IS 'When it was sent';

CREATE TABLE intake.alarm (
    alarm_no bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    alarm_id text NOT NULL,
    subject text NOT NULL,
    detail text NOT NULL,
    first_seen_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    told_at timestamptz,
    told_count integer NOT NULL DEFAULT 0,
    cleared_at timestamptz,
    end_told_at timestamptz
);
COMMENT ON TABLE intake.alarm IS
'What ops are told: a row from its first sight to its end, one open row a subject';
COMMENT ON COLUMN intake.alarm.alarm_no IS 'Number of the row';
COMMENT ON COLUMN intake.alarm.alarm_id IS 'The row of alarms.csv';
COMMENT ON COLUMN intake.alarm.subject IS 'What it is about: a path below the inbox, a submission, a task, …';
COMMENT ON COLUMN intake.alarm.detail IS 'What was seen last, in Chinese where people wait for it';
COMMENT ON COLUMN intake.alarm.first_seen_at IS 'When it was first seen';
COMMENT ON COLUMN intake.alarm.last_seen_at IS 'When it was last seen';
COMMENT ON COLUMN intake.alarm.told_at IS 'When a mail last said so; blank: none did';
COMMENT ON COLUMN intake.alarm.told_count IS 'How many mails said so';
COMMENT ON COLUMN intake.alarm.cleared_at IS 'When it was found to be over; blank: it is open';
COMMENT ON COLUMN intake.alarm.end_told_at IS 'When a mail said that it is over; blank: none did';
CREATE UNIQUE INDEX alarm_open ON intake.alarm (alarm_id, subject) WHERE cleared_at IS NULL;
CREATE INDEX alarm_end_untold ON intake.alarm (cleared_at) WHERE told_at IS NOT NULL AND end_told_at IS NULL;
