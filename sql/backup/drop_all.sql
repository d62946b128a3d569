-- A warehouse that was made and holds nothing makes room for the one of a backup.
DROP SCHEMA warehouse CASCADE;
DROP SCHEMA summary CASCADE;
DROP SCHEMA intake CASCADE;
DROP SCHEMA reference CASCADE;
DROP TABLE IF EXISTS public.turn;
DROP TABLE public.alembic_version;
