package io.triggerscope.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.SchemaChange.Created;
import io.triggerscope.model.SchemaChange.Dropped;
import io.triggerscope.model.SchemaChange.Replaced;
import io.triggerscope.model.SchemaChange.SchemaObject;
import org.junit.jupiter.api.Test;

class DefinitionDifferenceTest {

  @Test
  void ofWhatIsReplacedTheChangedLinesAreMarkedAndFewOthersAreKept() {
    var before = function("a\nb\nc\nd\ne\nf\ng\nh\nold\ni");
    var after = function("a\nb\nc\nd\ne\nf\ng\nh\nnew\ni\nmore");
    assertThat(DefinitionDifference.of(new Replaced(before, after)))
        .isEqualTo(
            """
              a
              b
              c
            … 2 lines that stay
              f
              g
              h
            - old
            + new
              i
            + more""");
  }

  @Test
  void whatIsNewOrGoneIsShownWhole() {
    assertThat(DefinitionDifference.of(new Created(function("a\n\nb")))).isEqualTo("+ a\n+\n+ b");
    assertThat(DefinitionDifference.of(new Dropped(function("a\nb")))).isEqualTo("- a\n- b");
  }

  private static SchemaObject function(String definition) {
    return new SchemaObject("function", "f()", definition);
  }
}
