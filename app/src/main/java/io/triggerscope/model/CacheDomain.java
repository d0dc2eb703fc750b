package io.triggerscope.model;

import java.util.Comparator;
import java.util.List;

/**
 * A part of a user's caches that is invalidated as one: {@code dashboard}, {@code agents}, {@code
 * calls}, {@code credits}, or {@code agent:<id>} for one specific agent. Immutable.
 */
public record CacheDomain(String name) {

  private static final String AGENT_PREFIX = "agent:";

  /** The name under which charts add up all the domains of specific agents. */
  public static final String SPECIFIC_AGENTS = "specific agents";

  private static final List<String> KNOWN_SERIES =
      List.of("dashboard", "agents", "calls", "credits", SPECIFIC_AGENTS);

  /** The order of series on every chart: ours first, then others by name. */
  public static final Comparator<String> SERIES_ORDER =
      Comparator.comparingInt(CacheDomain::rank).thenComparing(Comparator.naturalOrder());

  private static int rank(String series) {
    int index = KNOWN_SERIES.indexOf(series);
    return index < 0 ? KNOWN_SERIES.size() : index;
  }

  public static CacheDomain ofAgent(String agentId) {
    return new CacheDomain(AGENT_PREFIX + agentId);
  }

  /** The chart series it belongs to: its own name, or {@link #SPECIFIC_AGENTS}. */
  public String series() {
    return name.startsWith(AGENT_PREFIX) ? SPECIFIC_AGENTS : name;
  }

  @Override
  public String toString() {
    return name;
  }
}
