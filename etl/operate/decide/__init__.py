"""What an operator may decide: each decision has an actor and a reason, and is an event.

The commands of `jibao` and the forms in Airflow call the same functions.
"""
