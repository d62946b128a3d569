"""What only Airflow loads: defaults, assets, the trigger, forms, plugins, the notifier."""
