package io.triggerscope.model;

/**
 * A part of a user's caches that is invalidated as one: {@code dashboard}, {@code agents}, {@code
 * calls}, {@code credits}, or {@code agent:<id>} for one specific agent. Immutable.
 */
public record CacheDomain(String name) {

  private static final String AGENT_PREFIX = "agent:";

  /** The name under which charts add up all the domains of specific agents. */
  public static final String SPECIFIC_AGENTS = "specific agents";

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
