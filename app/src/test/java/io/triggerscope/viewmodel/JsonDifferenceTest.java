package io.triggerscope.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.viewmodel.JsonDifference.Added;
import io.triggerscope.viewmodel.JsonDifference.Changed;
import io.triggerscope.viewmodel.JsonDifference.Member;
import io.triggerscope.viewmodel.JsonDifference.Removed;
import io.triggerscope.viewmodel.JsonDifference.Unchanged;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonDifferenceTest {

  static Stream<Arguments> pairs() {
    return Stream.of(
        pair("{}", "{}"),
        pair("{'a':1}", "{'a':1}", new Unchanged("a", "1")),
        pair("{'a':1}", "{'a':2}", new Changed("a", "1", "2")),
        pair("{'a':1}", "{'a':'1'}", new Changed("a", "1", "'1'")),
        pair("{'a':1}", "{'a':null}", new Changed("a", "1", "null")),
        pair("{}", "{'a':null}", new Added("a", "null")),
        pair("{'a':[]}", "{}", new Removed("a", "[]")),
        pair("{ 'a' : 1 }", "{'a':1}", new Unchanged("a", "1")),
        pair("{'a':1,'b':2}", "{'b':2,'a':1}", new Unchanged("b", "2"), new Unchanged("a", "1")),
        pair(
            "{'t':1795348800.1234567890123456}",
            "{'t':1795348800.1234567890123457}",
            new Changed("t", "1795348800.1234567890123456", "1795348800.1234567890123457")),
        pair("{'t':1.0}", "{'t':1.00}", new Changed("t", "1.0", "1.00")),
        pair(
            "{'row':{'name':'x','plan':{'level':1}}}",
            "{'row':{'name':'x','plan':{'level':2}}}",
            new Changed("row.plan.level", "1", "2"),
            new Unchanged("row.name", "'x'")),
        pair("{'a':[1,2]}", "{'a':[1]}", new Removed("a[1]", "2"), new Unchanged("a[0]", "1")),
        pair("{'a':{}}", "{'a':{'b':1}}", new Added("a.b", "1"), new Removed("a", "{}")),
        pair(
            "{'a.b':1,'a':{'b':1}}",
            "{'a.b':2,'a':{'b':1}}",
            new Changed("'a.b'", "1", "2"),
            new Unchanged("a.b", "1")),
        pair(
            "{'same':1,'gone':2,'other':3}",
            "{'same':1,'new':4,'other':5}",
            new Changed("other", "3", "5"),
            new Added("new", "4"),
            new Removed("gone", "2"),
            new Unchanged("same", "1")));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void eachMemberIsToldWhatBecameOfIt(String before, String after, List<Member> members) {
    assertThat(JsonDifference.of(before, after)).contains(new JsonDifference(members));
  }

  @Test
  void whatIsNoObjectIsNotCompared() {
    for (var text : List.of("[1]", "1", "no JSON", "{\"a\":", "")) {
      assertThat(JsonDifference.of(text, "{}")).isEqualTo(Optional.empty());
      assertThat(JsonDifference.of("{}", text)).isEqualTo(Optional.empty());
    }
  }

  /** Quotes are written as apostrophes. */
  private static Arguments pair(String before, String after, Member... members) {
    var quoted = Stream.of(members).map(JsonDifferenceTest::quoted).toList();
    return Arguments.of(quoted(before), quoted(after), quoted);
  }

  private static Member quoted(Member member) {
    return switch (member) {
      case Changed(var path, var before, var after) ->
          new Changed(quoted(path), quoted(before), quoted(after));
      case Added(var path, var value) -> new Added(quoted(path), quoted(value));
      case Removed(var path, var value) -> new Removed(quoted(path), quoted(value));
      case Unchanged(var path, var value) -> new Unchanged(quoted(path), quoted(value));
    };
  }

  private static String quoted(String text) {
    return text.replace('\'', '"');
  }
}
