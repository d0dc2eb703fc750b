package io.triggerscope;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/**
 * Whether this computer can show a window. Only Linux may be unable to: JavaFX needs GTK 3 there
 * and an X display, on Wayland the one of Xwayland.
 */
final class Display {

  /** What is asked of the system. */
  interface Probe {

    /** Whether a native library can be loaded. */
    boolean loads(String library);

    /** Whether the X display that DISPLAY names answers. */
    boolean opensXDisplay();
  }

  private final String system;
  private final boolean named;
  private final Probe probe;

  /**
   * @param system the property {@code os.name}
   * @param named whether the environment names a display
   */
  Display(String system, boolean named, Probe probe) {
    this.system = system;
    this.named = named;
    this.probe = probe;
  }

  static Display ofThisComputer() {
    var display = System.getenv("DISPLAY");
    return new Display(
        System.getProperty("os.name"), display != null && !display.isBlank(), new NativeProbe());
  }

  /** Why no window can be shown, in a sentence; empty when one can. */
  Optional<String> obstacle() {
    if (!system.equals("Linux")) {
      return Optional.empty();
    }
    if (!named) {
      return Optional.of("No display was found: DISPLAY is not set.");
    }
    if (!probe.loads("libgtk-3.so.0")) {
      return Optional.of("GTK 3, which a window needs, is not installed.");
    }
    return probe.opensXDisplay()
        ? Optional.empty()
        : Optional.of("The display that DISPLAY names does not answer.");
  }

  /** Why not even pictures can be drawn, in a sentence; empty when they can. */
  Optional<String> obstacleToPictures() {
    return !system.equals("Linux") || probe.loads("libpangoft2-1.0.so.0")
        ? Optional.empty()
        : Optional.of(
            "Pango, which JavaFX draws text with, is not installed; it comes with GTK 3.");
  }

  private static final class NativeProbe implements Probe {

    /** JavaFX loads GTK again, which does not bear being unloaded in between. */
    private static final Arena KEPT = Arena.global();

    @Override
    public boolean loads(String library) {
      try {
        var unused = SymbolLookup.libraryLookup(library, KEPT);
        return true;
      } catch (IllegalArgumentException e) {
        return false;
      }
    }

    @Override
    public boolean opensXDisplay() {
      var linker = Linker.nativeLinker();
      try {
        var x11 = SymbolLookup.libraryLookup("libX11.so.6", KEPT);
        var pointerToPointer = FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS);
        var open = linker.downcallHandle(x11.findOrThrow("XOpenDisplay"), pointerToPointer);
        var close =
            linker.downcallHandle(
                x11.findOrThrow("XCloseDisplay"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
        var display = (MemorySegment) open.invokeExact(MemorySegment.NULL);
        if (display.equals(MemorySegment.NULL)) {
          return false;
        }
        var unused = (int) close.invokeExact(display);
        return true;
      } catch (IllegalArgumentException e) {
        return false;
      } catch (Throwable e) {
        throw new AssertionError("XOpenDisplay and XCloseDisplay throw nothing", e);
      }
    }
  }
}
