"""Airflow is started once for all of these modules, which makes them a package."""
