-- Fails where PL/pgSQL cannot be loaded, as after a package upgrade without a restart.
DO $$ BEGIN NULL; END $$
