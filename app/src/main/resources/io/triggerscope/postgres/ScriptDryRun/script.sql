-- What is run, as a value and not as a part of any statement.
SELECT set_config('triggerscope.script', :script, true)
