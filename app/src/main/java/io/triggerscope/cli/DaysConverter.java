package io.triggerscope.cli;

import io.triggerscope.model.Retention;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of days as people type it: {@code 30d}. */
public final class DaysConverter implements ITypeConverter<Retention> {

  @Override
  public Retention convert(String text) {
    if (!text.matches("-?\\d+d")) {
      throw new TypeConversionException("'" + text + "' is not a number of days such as 30d");
    }
    var days = text.substring(0, text.length() - 1);
    var problem = Retention.problem(days);
    if (!problem.isEmpty()) {
      throw new TypeConversionException("'" + text + "': " + problem);
    }
    return Retention.of(days);
  }
}
