"""The server room: PostgreSQL and Airflow's components, started, watched and stopped."""
