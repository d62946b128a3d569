-- Before all other tables: making those is a turn, too.
CREATE TABLE IF NOT EXISTS public.turn (name text PRIMARY KEY);
COMMENT ON TABLE public.turn IS 'What only one process does at a time: its transaction locks the row';
COMMENT ON COLUMN public.turn.name IS 'What it does, or league and the code of the league whose files it judges';
