/**
 * The window: one view per screen, built in code, bound to its view model. Imports {@code
 * viewmodel} and {@code model} only.
 */
@NullMarked
package io.triggerscope.ui;

import org.jspecify.annotations.NullMarked;
