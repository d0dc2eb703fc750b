package io.triggerscope.postgres;

import io.triggerscope.model.Outcome;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Which objects of the contract are in the schema. Immutable.
 *
 * @param errorLog table {@code trigger_error_log}
 * @param notifyFunction function {@code notify_cache_invalidation()}
 */
public record ContractObjects(boolean errorLog, boolean notifyFunction) {

  /** Asks the server. */
  public static Outcome<ContractObjects> in(Target target) {
    return target.read(
        handle ->
            handle
                .createQuery(Target.sql(ContractObjects.class, "present"))
                .map(ConstructorMapper.of(ContractObjects.class))
                .one());
  }
}
