CREATE TABLE first_made ();
