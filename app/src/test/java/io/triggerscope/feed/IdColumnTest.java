package io.triggerscope.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdColumnTest {

  private final Random random = new Random(77298);

  @Test
  void whatIsAlmostAUuidIsReadAgainAsItWas() {
    var ids = new ArrayList<String>();
    for (int place = 0; place < 36; place++) {
      for (char c = 0; c < 300; c++) {
        var id = new StringBuilder(new UUID(random.nextLong(), random.nextLong()).toString());
        id.setCharAt(place, c);
        ids.add(id.toString());
      }
    }
    var column = new IdColumn(ids.size());
    for (int i = 0; i < ids.size(); i++) {
      column.set(i, ids.get(i));
    }
    for (int i = 0; i < ids.size(); i++) {
      assertThat(column.get(i)).isEqualTo(ids.get(i));
    }
  }
}
