package io.triggerscope.demo;

import java.util.List;

/**
 * One statement of the demo workload. Immutable.
 *
 * @param sql with a {@code ?} for each parameter
 * @param parameters of types that the driver binds by itself
 */
record DemoStatement(String sql, List<Object> parameters) {

  static DemoStatement of(String sql, Object... parameters) {
    return new DemoStatement(sql, List.of(parameters));
  }
}
