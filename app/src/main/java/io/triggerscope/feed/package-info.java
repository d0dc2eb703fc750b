/** The live pipeline from payload to ring, without JDBC or JavaFX. Imports {@code model} only. */
@NullMarked
package io.triggerscope.feed;

import org.jspecify.annotations.NullMarked;
