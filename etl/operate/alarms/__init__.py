"""Alarms: what ops are told before people complain, once, with what to do.

`schemas/registry/alarms.csv` says which there are; a row of `intake.alarm` is one about a subject, from its
first sight to its end. `look` looks for all that can be looked for and tells; the others are raised where
something fails. Nothing is imported here that is heavy: DAG files and the triggerer import this package.
"""
