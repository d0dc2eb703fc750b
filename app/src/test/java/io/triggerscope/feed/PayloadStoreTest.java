package io.triggerscope.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.Utf8Text;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayloadStoreTest {

  private static final long CAPACITY = 8L * PayloadStore.BLOCK;

  private record Added(long position, int length, Utf8Text text) {}

  private final Random random = new Random(5);
  private final List<Added> added = new ArrayList<>();

  @Test
  void whatIsKeptIsReadExactlyAndWhatIsNotIsGone(@TempDir Path folder) {
    var store = new PayloadStore(CAPACITY, () -> open(folder));
    fill(store, 20_000);
    assertThat(added)
        .allSatisfy(
            one ->
                assertThat(store.text(one.position, one.length))
                    .isEqualTo(one.position < store.oldest() ? null : one.text));
    assertThat(store.end() - store.oldest()).isBetween(CAPACITY, CAPACITY + PayloadStore.BLOCK);
    assertThat(folder.resolve("p").toFile().length()).isEqualTo(CAPACITY);
  }

  @Test
  void withoutAFileTheNewestStayInMemory() {
    var store =
        new PayloadStore(
            1L << 30,
            () -> {
              throw new IOException("No space left on device");
            });
    fill(store, 300_000);
    assertThat(store.oldest()).isPositive();
    assertThat(store.end() - store.oldest()).isBetween(60L << 20, 70L << 20);
    assertThat(added)
        .allSatisfy(
            one ->
                assertThat(store.text(one.position, one.length))
                    .isEqualTo(one.position < store.oldest() ? null : one.text));
  }

  @Test
  void aFullDiskCostsNothingThatFitsIntoMemory(@TempDir Path folder) {
    var full = new boolean[1];
    var store = new PayloadStore(1L << 30, () -> new Failing(folder, full));
    fill(store, 5_000);
    full[0] = true;
    fill(store, 5_000);
    full[0] = false;
    fill(store, 5_000);
    assertThat(store.oldest()).isZero();
    assertThat(added)
        .allSatisfy(one -> assertThat(store.text(one.position, one.length)).isEqualTo(one.text));
  }

  private static final class Failing extends RandomAccessFile {
    private final boolean[] full;

    Failing(Path folder, boolean[] full) throws IOException {
      super(folder.resolve("p").toFile(), "rw");
      this.full = full;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
      if (full[0]) {
        throw new IOException("No space left on device");
      }
      super.write(bytes);
    }
  }

  private static RandomAccessFile open(Path folder) throws IOException {
    return new RandomAccessFile(folder.resolve("p").toFile(), "rw");
  }

  private void fill(PayloadStore store, int texts) {
    for (int i = 0; i < texts; i++) {
      var text = Utf8Text.of("é%d€😀 %s".formatted(i, "x".repeat(random.nextInt(500))));
      long position = store.end();
      added.add(new Added(position, store.add(text), text));
    }
  }
}
