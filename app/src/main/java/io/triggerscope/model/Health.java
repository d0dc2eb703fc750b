package io.triggerscope.model;

import io.triggerscope.model.Finding.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  /** What is known of each table by event, in the order of {@link #triggers}. */
  public Map<String, Map<String, TriggerHealth>> tables() {
    var tables = new LinkedHashMap<String, Map<String, TriggerHealth>>();
    for (var trigger : triggers) {
      tables
          .computeIfAbsent(trigger.tableName(), _ -> new LinkedHashMap<>())
          .put(trigger.event(), trigger);
    }
    return tables;
  }

  public long count(Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity).count();
  }
}
