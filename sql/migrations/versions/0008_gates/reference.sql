COMMENT ON COLUMN reference.rule.judge IS
'Who judges by it: the gate (the whole file), the reader, pandera or sql';
