INSERT INTO intake.made_from (thing, fingerprint)
VALUES (:thing, :fingerprint)
ON CONFLICT (thing) DO UPDATE SET fingerprint = excluded.fingerprint
