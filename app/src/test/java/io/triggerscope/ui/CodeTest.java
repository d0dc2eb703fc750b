package io.triggerscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.ui.Code.Language;
import io.triggerscope.ui.Code.Piece;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CodeTest {

  @Test
  void sqlIsCutIntoKeywordsTextsAndComments() {
    assertThat(Code.lines("SELECT 'it''s', \"from\" -- FROM\nFROM t", Language.SQL))
        .containsExactly(
            List.of(
                new Piece("SELECT", "code-keyword"),
                new Piece(" 'it''s'", "code-text"),
                new Piece(",", "code"),
                new Piece(" \"from\"", "code"),
                new Piece(" -- FROM", "code-comment")),
            List.of(new Piece("FROM", "code-keyword"), new Piece(" t", "code")));
  }

  @Test
  void nothingOfAScriptIsLeftOut() throws IOException {
    var script =
        Files.readString(Path.of("migrations/V021__fix_cache_invalidation_trigger_logic.sql"));
    var shown =
        Code.lines(script, Language.SQL).stream()
            .map(line -> line.stream().map(Piece::text).collect(Collectors.joining()))
            .collect(Collectors.joining("\n"));
    assertThat(shown).isEqualTo(script);
  }
}
