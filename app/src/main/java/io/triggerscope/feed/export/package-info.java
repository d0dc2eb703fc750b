/**
 * Events as files and texts for others: exports of a view, and the forms in which a choice is
 * copied. Imports {@code feed} and {@code model} only.
 *
 * <p>An export as NDJSON is UTF-8 text (ASCII, in fact), one JSON object a line. The first is
 * {@code {"type":"header","format":"triggerscope-export","version":1,"notifications":2,
 * "redacted":false}}; the {@code type} of each other is {@code notification}, {@code malformed},
 * {@code blind_window} or {@code marker}. {@code event} is the event's number in the order in which
 * events were closed: notifications of one batch bear the same. Times are ISO-8601 in UTC with up
 * to nine fraction digits. {@code payload} is the exact text received, null if it was no longer
 * kept.
 *
 * <p>An export as CSV follows RFC 4180 in UTF-8: a header row, then a row for each notification; a
 * field without text is null, and {@code ""} the empty text.
 *
 * <p>For what a redacted export leaves out see {@link io.triggerscope.feed.export.Redaction}.
 */
@NullMarked
package io.triggerscope.feed.export;

import org.jspecify.annotations.NullMarked;
