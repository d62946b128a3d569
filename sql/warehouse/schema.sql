DROP SCHEMA IF EXISTS warehouse CASCADE;
CREATE SCHEMA warehouse;
COMMENT ON SCHEMA warehouse IS 'What is accepted: the current figures, words and returns, and their history';
