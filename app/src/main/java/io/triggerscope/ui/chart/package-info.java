/** Charts drawn on a canvas, coloured by CSS. Import {@code model} and {@code viewmodel} only. */
@NullMarked
package io.triggerscope.ui.chart;

import org.jspecify.annotations.NullMarked;
