package io.triggerscope.model;

import io.triggerscope.model.Finding.Severity;
import java.util.List;

/**
 * What one check of the watched database found. Immutable.
 *
 * @param triggers one for each table and event; empty when the server could not say
 * @param findings the worst first
 */
public record Health(List<TriggerHealth> triggers, List<Finding> findings) {

  public Health {
    triggers = List.copyOf(triggers);
    findings = List.copyOf(findings);
  }

  public long count(Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity).count();
  }
}
