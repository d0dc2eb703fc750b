package io.triggerscope.feed;

import static java.util.Collections.unmodifiableSet;

import io.triggerscope.model.CacheDomain;
import io.triggerscope.model.Failure;
import io.triggerscope.model.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which cache domains a change in a table invalidates for its user. Read from JSON: an object with
 * one entry per table, each a list of domain names, in which {@code agent:<agent_id>} stands for
 * the specific agent of the notification. Immutable.
 */
public final class CascadeRules {

  private static final String SPECIFIC_AGENT = "agent:<agent_id>";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final Map<String, Rule> rules;

  /**
   * What a change in one table invalidates. Immutable.
   *
   * @param domains for every change
   * @param specificAgent whether the domain of the agent concerned comes to these
   */
  record Rule(Set<CacheDomain> domains, boolean specificAgent) {
    static final Rule NONE = new Rule(Set.of(), false);

    static Rule of(List<String> names) {
      var domains = new LinkedHashSet<CacheDomain>();
      names.stream()
          .filter(name -> !name.equals(SPECIFIC_AGENT))
          .forEach(name -> domains.add(new CacheDomain(name)));
      return new Rule(unmodifiableSet(domains), names.contains(SPECIFIC_AGENT));
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

  /** The rules by which nothing is invalidated. */
  static final CascadeRules NONE = new CascadeRules(Map.of());

  private CascadeRules(Map<String, List<String>> domainsByTable) {
    rules = new LinkedHashMap<>();
    domainsByTable.forEach((table, names) -> rules.put(table, Rule.of(names)));
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

  /** Reads a file of the user's; a file that cannot be read or understood is a failure in words. */
  public static Outcome<CascadeRules> read(Path file) {
    try (var in = Files.newInputStream(file)) {
      return new Outcome.Done<>(parse(in));
    } catch (IOException e) {
      return new Outcome.Failed<>(FileFailures.unreadable(file, e));
    } catch (JacksonException e) {
      return new Outcome.Failed<>(
          new Failure.Unexpected(
              file
                  + " is not an object with a list of cache domains per table: "
                  + e.getOriginalMessage()));
    }
  }

  private static CascadeRules parse(InputStream in) {
    var rules = JSON.readValue(in, new TypeReference<@Nullable Map<String, List<String>>>() {});
    if (rules == null) {
      throw new tools.jackson.core.exc.StreamReadException(null, "the file holds null");
    }
    return new CascadeRules(rules);
  }

  Map<String, Rule> byTable() {
    return rules;
  }

  /** The domains that a change in this table invalidates for its user. */
  Rule rule(String table) {
    return rules.getOrDefault(table, Rule.NONE);
  }
}
