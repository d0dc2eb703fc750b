package io.triggerscope.cli;

import io.triggerscope.model.ConnectionSettings;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a channel; a longer one the server would cut without a word. */
final class ChannelConverter implements ITypeConverter<String> {

  @Override
  public String convert(String text) {
    if (!ConnectionSettings.isChannel(text)) {
      throw new TypeConversionException(
          "A channel's name has 1 to " + ConnectionSettings.LONGEST_CHANNEL_BYTES + " bytes.");
    }
    return text;
  }
}
