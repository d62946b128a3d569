-- The registry is written anew after this migration, so that no row needs a date made up.
DELETE FROM reference.opening_balance;
ALTER TABLE reference.opening_balance ADD COLUMN known_from date NOT NULL;
COMMENT ON COLUMN reference.opening_balance.known_from IS 'From this day on it counts';

ALTER TABLE reference.expected_return ADD COLUMN exempt_from date;
ALTER TABLE reference.expected_return DROP COLUMN exempt;
COMMENT ON COLUMN reference.expected_return.exempt_from IS
'From this day on the league need not send it; blank: it is owed';
DELETE FROM intake.made_from
WHERE thing = 'reference';
