-- The payload as most people write it, without any handling of errors.
CREATE FUNCTION announce() RETURNS trigger
LANGUAGE plpgsql
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
END
$function$;

CREATE TRIGGER announce AFTER INSERT OR UPDATE OR DELETE ON calls
  FOR EACH ROW EXECUTE FUNCTION announce();
