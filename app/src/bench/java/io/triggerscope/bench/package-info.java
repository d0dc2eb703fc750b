/** Measures on real PostgreSQL what TriggerScope costs the watched database. */
@NullMarked
package io.triggerscope.bench;

import org.jspecify.annotations.NullMarked;
