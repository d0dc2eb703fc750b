CREATE TABLE first_made ();
SELECT pg_sleep(60);
