CREATE TABLE second_made ();
SELECT no_such_function();
