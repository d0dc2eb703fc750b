package io.triggerscope.cli;

import io.triggerscope.feed.CascadeRules;
import io.triggerscope.model.Outcome;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the file of cascade rules that an option names. */
final class RulesConverter implements ITypeConverter<CascadeRules> {

  @Override
  public CascadeRules convert(String file) {
    return switch (CascadeRules.read(Path.of(file))) {
      case Outcome.Done<CascadeRules>(var rules) -> rules;
      case Outcome.Failed<CascadeRules>(var failure) ->
          throw new TypeConversionException(failure.message());
    };
  }
}
