"""What Airflow's pages show of ours beside DAGs and tasks."""
