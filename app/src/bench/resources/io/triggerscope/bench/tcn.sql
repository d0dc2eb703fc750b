-- The trigger function that comes with PostgreSQL: in C, the key only, no handling of errors.
CREATE EXTENSION tcn;

CREATE TRIGGER announce AFTER INSERT OR UPDATE OR DELETE ON calls
  FOR EACH ROW EXECUTE FUNCTION triggered_change_notification('cache_invalidation');
