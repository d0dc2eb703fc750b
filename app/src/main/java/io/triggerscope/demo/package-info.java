/**
 * The private PostgreSQL of the demo and its workload. Imports {@code postgres} and {@code model}
 * only.
 */
@NullMarked
package io.triggerscope.demo;

import org.jspecify.annotations.NullMarked;
