/**
 * The state of each screen as properties, and its intentions as methods; no nodes, no {@code
 * javafx.scene}. Imports {@code feed}, {@code postgres}, {@code connection}, {@code demo} and
 * {@code model}.
 */
@NullMarked
package io.triggerscope.viewmodel;

import org.jspecify.annotations.NullMarked;
