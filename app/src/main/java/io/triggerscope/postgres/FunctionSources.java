package io.triggerscope.postgres;

import io.triggerscope.model.Failure;
import io.triggerscope.model.FunctionSource;
import io.triggerscope.model.Outcome;

/** Reads the sources of functions. Safe for any thread. */
public final class FunctionSources {

  private final Target target;

  public FunctionSources(Target target) {
    this.target = target;
  }

  /**
   * @param signature as a PL/pgSQL stack has it: {@code notify_cache_invalidation()}, with its
   *     schema where that is not on the search path
   */
  public Outcome<FunctionSource> find(String signature) {
    return target
        .read(
            handle ->
                handle
                    .createQuery(Target.sql(FunctionSources.class, "find"))
                    .bind("signature", signature)
                    .mapTo(String.class)
                    .findOne())
        .then(
            source ->
                source
                    .<Outcome<FunctionSource>>map(
                        text -> new Outcome.Done<>(new FunctionSource(signature, text)))
                    .orElseGet(
                        () ->
                            new Outcome.Failed<>(
                                new Failure.Missing(
                                    "There is no function " + signature + " any more."))));
  }
}
