/**
 * Immutable records, sealed types and pure functions: the words of the product, without threads,
 * JDBC or JavaFX. Imports nothing else of TriggerScope.
 */
@NullMarked
package io.triggerscope.model;

import org.jspecify.annotations.NullMarked;
