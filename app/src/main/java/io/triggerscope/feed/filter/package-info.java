/**
 * The language of the filter field: what its texts mean and how they are completed, as values
 * without events. Imports nothing of ours; {@code feed} looks for what a query asks.
 *
 * <p>A query is terms with blanks between them, and all must hold. A term is {@code
 * name:value[,value…]}, of which one value must hold; a minus before it negates it. The names are
 * those of {@link io.triggerscope.feed.filter.FilterName}; a word without a name is {@code text:}.
 * A value with a blank, a comma or a quote in it stands in quotes, where {@code \"} is a quote and
 * {@code \\} a backslash.
 */
@NullMarked
package io.triggerscope.feed.filter;

import org.jspecify.annotations.NullMarked;
