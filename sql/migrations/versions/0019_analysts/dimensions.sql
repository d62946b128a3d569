CREATE TABLE reference.area (
    league_code text PRIMARY KEY,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    is_region boolean NOT NULL,
    in_region_sum boolean NOT NULL
);
COMMENT ON TABLE reference.area IS 'Whom a row of the annual tables is about: each league, and the region itself';
COMMENT ON COLUMN reference.area.league_code IS 'The league; 150000 is the region';
COMMENT ON COLUMN reference.area.name_zh IS 'Chinese name; 全区 is the region';
COMMENT ON COLUMN reference.area.name_en IS 'English name';
COMMENT ON COLUMN reference.area.is_region IS 'Whether it is the region, which is no league';
COMMENT ON COLUMN reference.area.in_region_sum IS 'Whether it is a league whose figures count in the sum of the region';

CREATE TABLE reference.department (
    department_zh text PRIMARY KEY,
    name_en text NOT NULL,
    valid_from date NOT NULL,
    valid_to date
);
COMMENT ON TABLE reference.department IS 'The departments in charge of projects';
COMMENT ON COLUMN reference.department.department_zh IS 'Its name as the plan has it';
COMMENT ON COLUMN reference.department.name_en IS 'English name';
COMMENT ON COLUMN reference.department.valid_from IS 'First day on which it is in charge of anything';
COMMENT ON COLUMN reference.department.valid_to IS 'Last such day; blank: it goes on';

CREATE TABLE reference.project_department (
    project_no integer NOT NULL REFERENCES reference.project,
    department_zh text NOT NULL REFERENCES reference.department,
    place integer NOT NULL,
    departments integer NOT NULL,
    weight numeric(28, 9) NOT NULL,
    PRIMARY KEY (project_no, department_zh),
    UNIQUE (project_no, place)
);
COMMENT ON TABLE reference.project_department IS
'Who is in charge of each project: a row a department. The plan names several and splits nothing between them:'
' weight counts a project once, its departments in equal parts';
COMMENT ON COLUMN reference.project_department.project_no IS 'The project';
COMMENT ON COLUMN reference.project_department.department_zh IS 'The department';
COMMENT ON COLUMN reference.project_department.place IS 'In which place the plan names it, from 1';
COMMENT ON COLUMN reference.project_department.departments IS 'How many departments the project has';
COMMENT ON COLUMN reference.project_department.weight IS
'Its part of the project, 1 over departments; the last one''s makes the sum exactly 1';

ALTER TABLE reference.project ADD COLUMN headline_indicator text REFERENCES reference.indicator;
COMMENT ON COLUMN reference.project.headline_indicator IS
'The indicator by which the project is told in one figure: its first, in whose unit leagues account for the year';

-- Of a period its code of the one before it has always been one.
ALTER TABLE reference.period ADD FOREIGN KEY (
    predecessor
) REFERENCES reference.period DEFERRABLE INITIALLY DEFERRED;
