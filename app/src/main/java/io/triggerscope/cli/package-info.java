/** The command line, one class per command. */
@NullMarked
package io.triggerscope.cli;

import org.jspecify.annotations.NullMarked;
