INSERT INTO intake.base_figure (indicator_code, year, value, provider_zh, source, entered_at, entered_by)
VALUES (:indicator_code, :year, :value, :provider_zh, :source, :entered_at, :entered_by)
