INSERT INTO intake.year_lock (year, locked_at, actor, reason)
VALUES (:year, :at, :actor, :reason)
ON CONFLICT (year) DO NOTHING
