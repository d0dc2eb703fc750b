-- Has pg_cron run :command by :schedule, in this database and as this role; replaces the role's job of this name.
SELECT cron.schedule(:name, :schedule, :command)
