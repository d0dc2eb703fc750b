/**
 * The capture: a file of what a feed read, from which an equal feed makes the same again.
 *
 * <p>A capture is UTF-8 text, one JSON object a line (NDJSON), perhaps compressed with gzip; its
 * name ends in {@code .tscope} or {@code .tscope.gz}. When a part has grown to its size, {@code
 * name.2.tscope} follows {@code name.tscope}, and so on. The first line of each part is a header
 * with {@code "format":"tscope"} and the {@code version}; the {@code type} of every line is one of
 * the records in {@link io.triggerscope.feed.capture.CaptureLine}. Times are ISO-8601 instants with
 * up to nine fraction digits. {@code at} is the feed's clock when it took the reading, which is all
 * that it knows of time: with it batches close as they did live. Notifications that were read
 * together bear the same {@code at} and {@code received}. Readers ignore fields they do not know,
 * skip lines they cannot read, and refuse a greater version.
 *
 * <p>Imports {@code feed} and {@code model} only.
 */
@NullMarked
package io.triggerscope.feed.capture;

import org.jspecify.annotations.NullMarked;
