package io.triggerscope;

import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.Display.Probe;
import org.junit.jupiter.api.Test;

class DisplayTest {

  @Test
  void macAndWindowsAlwaysHaveADisplay() {
    assertThat(new Display("Mac OS X", false, probe(false, false)).obstacle()).isEmpty();
    assertThat(new Display("Windows 11", false, probe(false, false)).obstacle()).isEmpty();
  }

  @Test
  void linuxWithGtkAndADisplayThatAnswersShowsAWindow() {
    assertThat(new Display("Linux", true, probe(true, true)).obstacle()).isEmpty();
  }

  @Test
  void whatIsMissingOnLinuxIsSaid() {
    assertThat(new Display("Linux", false, probe(true, true)).obstacle())
        .hasValue("No display was found: DISPLAY is not set.");
    assertThat(new Display("Linux", true, probe(false, true)).obstacle())
        .hasValue("GTK 3, which a window needs, is not installed.");
    assertThat(new Display("Linux", true, probe(true, false)).obstacle())
        .hasValue("The display that DISPLAY names does not answer.");
  }

  @Test
  void picturesNeedPangoOnLinuxOnly() {
    assertThat(new Display("Linux", false, probe(true, false)).obstacleToPictures())
        .hasValue("Pango, which JavaFX draws text with, is not installed; it comes with GTK 3.");
    assertThat(new Display("Windows 11", false, probe(false, false)).obstacleToPictures())
        .isEmpty();
  }

  private static Probe probe(boolean gtk, boolean display) {
    return new Probe() {
      @Override
      public boolean loads(String library) {
        return gtk && library.equals("libgtk-3.so.0");
      }

      @Override
      public boolean opensXDisplay() {
        return display;
      }
    };
  }
}
