package io.triggerscope.cli;

import io.triggerscope.connection.ConnectionUrl;
import io.triggerscope.connection.ConnectionUrl.Parsed;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the URL of a database; what is wrong with it is told without its password. */
final class UrlConverter implements ITypeConverter<ConnectionUrl> {

  @Override
  public ConnectionUrl convert(String text) {
    return switch (ConnectionUrl.parse(text)) {
      case Parsed.Understood(var url) -> url;
      case Parsed.NotUnderstood(var reason) -> throw new TypeConversionException(reason);
    };
  }
}
