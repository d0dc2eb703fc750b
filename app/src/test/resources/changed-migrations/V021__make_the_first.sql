-- changed since
CREATE TABLE first_made ();
