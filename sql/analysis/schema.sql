DROP SCHEMA IF EXISTS analysis CASCADE;
CREATE SCHEMA analysis;
COMMENT ON SCHEMA analysis IS
'Views for people: a view a family of questions, names in Chinese and English beside the codes, the region told apart from its leagues';
