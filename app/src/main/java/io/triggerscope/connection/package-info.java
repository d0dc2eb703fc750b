/** Where a database is and how to get in: URLs, profiles, passwords. Imports {@code model} only. */
@NullMarked
package io.triggerscope.connection;

import org.jspecify.annotations.NullMarked;
