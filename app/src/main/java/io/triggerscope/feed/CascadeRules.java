package io.triggerscope.feed;

import static java.util.Collections.unmodifiableSet;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.triggerscope.model.CacheDomain;
import io.triggerscope.model.CascadeRule;
import io.triggerscope.model.Failure;
import io.triggerscope.model.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which cache domains a change in a table invalidates for its user. Immutable.
 *
 * <p>As JSON it is an object whose entries are lists of domain names, in which {@code
 * agent:<agent_id>} stands for the specific agent of the notification. The entry {@code "calls"} is
 * for every change in {@code calls}, but for the operations that have an entry of their own: {@code
 * "calls DELETE"} alone says what a DELETE invalidates.
 */
public final class CascadeRules {

  private static final String SPECIFIC_AGENT = "agent:<agent_id>";
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private final List<CascadeRule> list;
  private final Map<String, TableRules> byTable = new HashMap<>();

  /** What one rule says, ready to be applied. Immutable. */
  record Rule(Set<CacheDomain> domains, boolean specificAgent) {
    static final Rule NONE = new Rule(Set.of(), false);

    static Rule of(CascadeRule rule) {
      var domains = new LinkedHashSet<CacheDomain>();
      rule.domains().forEach(name -> domains.add(new CacheDomain(name)));
      return new Rule(unmodifiableSet(domains), rule.perAgent());
    }

    /** How many domains a change with this agent invalidates. */
    int count(@Nullable String agentId) {
      return domains.size() + (specificAgent && agentId != null ? 1 : 0);
    }

    void addTo(Set<CacheDomain> all, @Nullable String agentId) {
      all.addAll(domains);
      if (specificAgent && agentId != null) {
        all.add(CacheDomain.ofAgent(agentId));
      }
    }
  }

  /**
   * The rules of one table.
   *
   * @param any for the operations that have none of their own
   */
  record TableRules(Rule any, Map<String, Rule> byOperation) {
    static final TableRules NONE = new TableRules(Rule.NONE, Map.of());

    private TableRules with(CascadeRule rule) {
      if (rule.operation() == null) {
        return new TableRules(Rule.of(rule), byOperation);
      }
      var more = new HashMap<>(byOperation);
      more.put(rule.operation(), Rule.of(rule));
      return new TableRules(any, more);
    }

    Rule rule(String operation) {
      return byOperation.isEmpty() ? any : byOperation.getOrDefault(operation, any);
    }
  }

  /** The rules by which nothing is invalidated. */
  static final CascadeRules NONE = new CascadeRules(List.of());

  /** Of two rules for the same the last holds. */
  public CascadeRules(List<CascadeRule> rules) {
    list = List.copyOf(rules);
    for (var rule : rules) {
      byTable.merge(rule.table(), TableRules.NONE.with(rule), (known, _) -> known.with(rule));
    }
  }

  /** The rules that TriggerScope ships. */
  public static CascadeRules shipped() {
    try (var in =
        Objects.requireNonNull(CascadeRules.class.getResourceAsStream("cascade-rules.json"))) {
      return parse(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // ---- as JSON ----

  /** Reads a file of the user's; a file that cannot be read or understood is a failure in words. */
  public static Outcome<CascadeRules> read(Path file) {
    try (var in = Files.newInputStream(file)) {
      return new Outcome.Done<>(parse(in));
    } catch (IOException e) {
      return new Outcome.Failed<>(FileFailures.unreadable(file, e));
    } catch (DatabindException e) {
      return new Outcome.Failed<>(misread(file, "."));
    } catch (JacksonException e) {
      return new Outcome.Failed<>(misread(file, ": " + e.getOriginalMessage()));
    } catch (IllegalArgumentException e) {
      return new Outcome.Failed<>(misread(file, ": " + e.getMessage()));
    }
  }

  private static Failure misread(Path file, String why) {
    return new Failure.Unexpected(
        file + " is not an object with a list of cache domains per table" + why);
  }

  private static CascadeRules parse(InputStream in) {
    return ofEntries(JSON.readValue(in, new TypeReference<>() {}));
  }

  /** An entry without a list, or with a domain without a name, is an illegal argument. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static CascadeRules ofEntries(@Nullable Map<String, @Nullable List<@Nullable String>> entries) {
    if (entries == null) {
      throw new IllegalArgumentException("the file holds null");
    }
    var rules = new ArrayList<CascadeRule>();
    entries.forEach((key, names) -> rules.add(rule(key, names)));
    return new CascadeRules(rules);
  }

  private static CascadeRule rule(String key, @Nullable List<@Nullable String> names) {
    if (names == null || names.contains(null)) {
      throw new IllegalArgumentException("“" + key + "” holds null");
    }
    var domains = names.stream().filter(name -> !SPECIFIC_AGENT.equals(name)).toList();
    boolean perAgent = names.contains(SPECIFIC_AGENT);
    var operation = operationIn(key);
    return operation == null
        ? new CascadeRule(key, null, domains, perAgent)
        : new CascadeRule(
            key.substring(0, key.length() - operation.length() - 1), operation, domains, perAgent);
  }

  /** The operation that ends a key; null if it is the name of a table only. */
  static @Nullable String operationIn(String key) {
    return CascadeRule.OPERATIONS.stream()
        .filter(operation -> key.endsWith(" " + operation))
        .findFirst()
        .orElse(null);
  }

  @JsonValue
  Map<String, List<String>> entries() {
    var entries = new LinkedHashMap<String, List<String>>();
    for (var rule : list) {
      var names = new ArrayList<>(rule.domains());
      if (rule.perAgent()) {
        names.add(SPECIFIC_AGENT);
      }
      entries.put(rule.key(), names);
    }
    return entries;
  }

  /** As a file holds them that can be read again. */
  public String json() {
    return JSON.writeValueAsString(entries()) + "\n";
  }

  // ---- what they say ----

  /** In the order in which they were written. */
  public List<CascadeRule> list() {
    return list;
  }

  Map<String, TableRules> byTable() {
    return byTable;
  }

  /** The domains that such a change in this table invalidates for its user. */
  Rule rule(String table, String operation) {
    return byTable.getOrDefault(table, TableRules.NONE).rule(operation);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CascadeRules rules && list.equals(rules.list);
  }

  @Override
  public int hashCode() {
    return list.hashCode();
  }
}
