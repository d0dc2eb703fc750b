-- The bare trigger as a careful first version guards it: everything in one block that catches errors.
CREATE TABLE trigger_error_log (
  id            serial PRIMARY KEY,
  table_name    varchar(100),
  operation     varchar(10),
  error_message text,
  error_context text,
  occurred_at   timestamptz NOT NULL DEFAULT now()
);

CREATE FUNCTION announce() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $function$
BEGIN
  PERFORM pg_notify('cache_invalidation', json_build_object(
    'table', TG_TABLE_NAME,
    'operation', TG_OP,
    'user_id', CASE WHEN TG_OP = 'DELETE' THEN OLD.user_id ELSE NEW.user_id END,
    'record_id', CASE WHEN TG_OP = 'DELETE' THEN OLD.id ELSE NEW.id END,
    'agent_id', CASE WHEN TG_OP = 'DELETE' THEN OLD.agent_id ELSE NEW.agent_id END,
    'timestamp', extract(epoch FROM now()),
    'batch_id', txid_current()::text)::text);
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  RAISE WARNING 'announcing % of % failed: %', TG_OP, TG_TABLE_NAME, SQLERRM;
  INSERT INTO trigger_error_log (table_name, operation, error_message, error_context)
  VALUES (TG_TABLE_NAME, TG_OP, SQLERRM, SQLSTATE);
  RETURN NULL;
END
$function$;

CREATE TRIGGER announce AFTER INSERT OR UPDATE OR DELETE ON calls
  FOR EACH ROW EXECUTE FUNCTION announce();
