package io.triggerscope.testing;

import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/**
 * A robot that types each character of a text and waits for the window once, after the last:
 * TestFX's own waits a twentieth of a second after each.
 */
final class FluentTypist extends FxRobot {

  @Override
  public FxRobot write(String text) {
    Scene scene = robotContext().getWindowFinder().window(Window::isFocused).getScene();
    text.chars()
        .mapToObj(Character::toString)
        .forEach(c -> robotContext().getBaseRobot().typeKeyboard(scene, KeyCode.UNDEFINED, c));
    WaitForAsyncUtils.waitForFxEvents();
    return this;
  }
}
