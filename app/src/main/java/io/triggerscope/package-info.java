/** Start-up: the command line, the JavaFX application and the wiring of the long-lived objects. */
@NullMarked
package io.triggerscope;

import org.jspecify.annotations.NullMarked;
