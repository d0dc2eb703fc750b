package io.triggerscope.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The private temporary folder of one demo server. Its lock file is locked while its owner lives;
 * the system unlocks it however the owner dies, which is how a later start knows a leftover. Used
 * by one thread at a time.
 */
final class DemoFolder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DemoFolder.class);
  private static final String PREFIX = "triggerscope-demo-";
  private static final String LOCK = "lock";
  private static final String OWNER = "owner";
  private static final String DATA = "data";
  private static final long STOP_SECONDS = 5;

  private final Path parent;
  private final Path folder;
  private final FileChannel lock;

  private DemoFolder(Path parent, Path folder, FileChannel lock) {
    this.parent = parent;
    this.folder = folder;
    this.lock = lock;
  }

  /** Makes a new one inside {@code parent}, readable by nobody else, and locks it. */
  static DemoFolder create(Path parent) throws IOException {
    var folder = Files.createTempDirectory(parent, PREFIX);
    var lock = lock(folder);
    if (lock == null) {
      throw new IOException("somebody else locked the new folder " + folder);
    }
    Files.writeString(folder.resolve(OWNER), thisProcess());
    // after the lock: whoever sees the data folder unlocked knows that its owner is dead
    Files.createDirectory(folder.resolve(DATA));
    return new DemoFolder(parent, folder, lock);
  }

  /** The server's data directory. */
  Path data() {
    return folder.resolve(DATA);
  }

  Path serverLog() {
    return folder.resolve("server.log");
  }

  Path passwordFile() {
    return folder.resolve("password");
  }

  /**
   * Removes the folders beside this one whose owners died without doing so, after stopping the
   * servers that outlived them. Never touches one whose owner lives, or somebody else's.
   */
  void removeLeftovers() throws IOException {
    try (var siblings = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (var sibling : siblings) {
        removeIfLeftover(sibling);
      }
    }
  }

  private void removeIfLeftover(Path sibling) {
    try {
      if (Files.isDirectory(sibling.resolve(DATA))
          && !isOurs(sibling)
          && Files.getOwner(sibling).equals(Files.getOwner(folder))) {
        var freed = lock(sibling);
        if (freed != null) {
          stopServer(sibling.resolve(DATA));
          new DemoFolder(parent, sibling, freed).close();
          LOG.info("Removed {}, left by a demo that was killed", sibling);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.info("Could not remove {}", sibling, e);
    }
  }

  /**
   * Whether this process owns it. Its lock file must not even be opened: on POSIX systems closing a
   * file releases all locks that the process has on it.
   */
  private static boolean isOurs(Path sibling) throws IOException {
    var owner = sibling.resolve(OWNER);
    return Files.exists(owner) && Files.readString(owner).equals(thisProcess());
  }

  private static String thisProcess() {
    return Long.toString(ProcessHandle.current().pid());
  }

  /** Locks a folder that is not ours yet; null when its owner has it. */
  private static @Nullable FileChannel lock(Path folder) throws IOException {
    var channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() != null) {
      return channel;
    }
    channel.close();
    return null;
  }

  private static void stopServer(Path data) throws IOException {
    var server = server(data);
    if (server.isPresent()) {
      server.get().destroy();
      if (!ended(server.get())) {
        server.get().destroyForcibly();
        ended(server.get());
      }
    }
  }

  /** The process that postmaster.pid names, unless the number belongs to another one by now. */
  private static Optional<ProcessHandle> server(Path data) throws IOException {
    try (var lines = Files.lines(data.resolve("postmaster.pid"))) {
      return lines
          .findFirst()
          .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())))
          .filter(
              process ->
                  process
                      .info()
                      .commandLine()
                      .filter(line -> line.contains(data.toString()))
                      .isPresent());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static boolean ended(ProcessHandle process) {
    try {
      process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Stops the server, whoever started it, and removes the folder: for a JVM that is ending. */
  void abandon() {
    try {
      stopServer(data());
      close();
    } catch (IOException | UncheckedIOException e) {
      LOG.info("Could not remove {}; the next demo will", folder, e);
    }
  }

  /** Removes it with all that is in it. */
  @Override
  public void close() throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!file.equals(folder.resolve(LOCK))) {
              Files.deleteIfExists(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            if (!directory.equals(folder)) {
              Files.deleteIfExists(directory);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    lock.close();
    Files.deleteIfExists(folder.resolve(LOCK));
    Files.deleteIfExists(folder);
  }
}
