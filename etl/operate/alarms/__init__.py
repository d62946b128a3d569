"""Alarms: ops hear of each trouble once, and what to do about it, before people complain.

`schemas/registry/alarms.csv` lists them; a row of `intake.alarm` is one about one subject, from when it was
first seen until it is over. `look` runs the detectors and tells ops; an alarm without one is raised where
something fails. Nothing heavy is imported here: DAG files and the triggerer import this package.
"""
