CREATE TABLE second_made ();
