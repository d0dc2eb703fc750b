/**
 * All that speaks to the watched database. Imports {@code feed} and {@code model} only; with {@code
 * demo} the only place for {@code java.sql}.
 */
@NullMarked
package io.triggerscope.postgres;

import org.jspecify.annotations.NullMarked;
