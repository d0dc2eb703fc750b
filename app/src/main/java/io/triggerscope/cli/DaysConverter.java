package io.triggerscope.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of days as people type it: {@code 30d}. */
public final class DaysConverter implements ITypeConverter<Integer> {

  @Override
  public Integer convert(String text) {
    if (!text.matches("\\d{1,5}d")) {
      throw new TypeConversionException("'" + text + "' is not a number of days such as 30d");
    }
    return Integer.valueOf(text.substring(0, text.length() - 1));
  }
}
