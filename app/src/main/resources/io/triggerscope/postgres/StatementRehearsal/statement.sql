-- What is rehearsed, as a value and not as a part of any statement, and as the lexer of PlainDml reads it.
SELECT set_config('triggerscope.rehearsed', :statement, true) AS statement,
       set_config('standard_conforming_strings', 'on', true) AS conforming,
       set_config('triggerscope.plan', '', true) AS plan
