import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Locale;
import java.util.Set;
import java.util.jar.Attributes.Name;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Jars as the packages hold them: without the native libraries of other systems, and without
 * classes that the AOT cache refuses for their age.
 */
final class Jars {

  /** The oldest class files that the AOT cache takes: Java 6. picocli's are of Java 5. */
  private static final int CACHEABLE = 50;

  /**
   * What Java and the libraries read of a manifest, each of which is read before the window comes.
   * Not Sealed: with a class of a sealed package in its cache the virtual machine of Java 25 does
   * not start.
   */
  private static final Set<Object> READ =
      Set.of(
          Name.MANIFEST_VERSION,
          Name.MULTI_RELEASE,
          Name.MAIN_CLASS,
          Name.IMPLEMENTATION_TITLE,
          Name.IMPLEMENTATION_VERSION,
          Name.IMPLEMENTATION_VENDOR,
          Name.SPECIFICATION_TITLE,
          Name.SPECIFICATION_VERSION,
          Name.SPECIFICATION_VENDOR);

  /** Of what a jar was; Java refuses the classes of one that was changed. */
  private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");

  private Jars() {}

  /** Writes {@code jar} to {@code folder}, the same bytes for the same jar. */
  static void copy(Path jar, Path folder, FileTime time) throws IOException {
    var copy = folder.resolve(jar.getFileName());
    try (var in = new ZipFile(jar.toFile());
        var out = new ZipOutputStream(Files.newOutputStream(copy))) {
      // installers compress better what is not compressed yet, and it is read faster
      out.setLevel(Deflater.NO_COMPRESSION);
      var classes = modernised(in);
      for (var entry : in.stream().toList()) {
        if (foreign(entry.getName()) || SIGNATURE.matcher(entry.getName()).matches()) {
          continue;
        }
        var bytes = in.getInputStream(entry).readAllBytes();
        if (entry.getName().endsWith(".class") && major(bytes) < CACHEABLE) {
          bytes =
              classes.transformClass(classes.parse(bytes), withVersion(ClassFile.JAVA_8_VERSION));
        }
        if (entry.getName().equals("META-INF/MANIFEST.MF")) {
          bytes = shortened(bytes);
        }
        var kept = new ZipEntry(entry.getName());
        kept.setTimeLocal(entry.getTimeLocal());
        out.putNextEntry(kept);
        out.write(bytes);
      }
    }
    Files.setLastModifiedTime(copy, time);
  }

  private static byte[] shortened(byte[] bytes) throws IOException {
    var manifest = new Manifest(new ByteArrayInputStream(bytes));
    manifest.getMainAttributes().keySet().retainAll(READ);
    manifest.getEntries().clear();
    var out = new ByteArrayOutputStream();
    manifest.write(out);
    return out.toByteArray();
  }

  private static int major(byte[] classFile) {
    return (classFile[6] & 0xff) << 8 | classFile[7] & 0xff;
  }

  /** Newer class files must have stack maps, for which the types must be known. */
  private static ClassFile modernised(ZipFile jar) {
    var types =
        ClassHierarchyResolver.ofResourceParsing(
                type -> {
                  var entry =
                      jar.getEntry(
                          type.descriptorString().replaceAll("^L|;$", "").concat(".class"));
                  try {
                    return entry == null ? null : jar.getInputStream(entry);
                  } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                  }
                })
            .orElse(ClassHierarchyResolver.defaultResolver());
    return ClassFile.of(
        StackMapsOption.GENERATE_STACK_MAPS, ClassFile.ClassHierarchyResolverOption.of(types));
  }

  private static ClassTransform withVersion(int version) {
    ClassTransform newer =
        (builder, element) -> {
          if (element instanceof ClassFileVersion) {
            builder.withVersion(version, 0);
          } else {
            builder.with(element);
          }
        };
    // a method that is written anew gets its stack map
    return newer.andThen(ClassTransform.transformingMethodBodies(CodeBuilder::with));
  }

  /**
   * JNA has its library for some twenty systems, each in a folder of the system's name; jkeychain
   * has one for macOS.
   */
  private static boolean foreign(String name) {
    return name.matches("com/sun/jna/[a-z0-9]+-[^/]+/.*") && !name.contains("/" + jnaName() + "/")
        || name.equals("osxkeychain.so") && OperatingSystem.current() != OperatingSystem.MACOS;
  }

  private static String jnaName() {
    var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    var family = system.startsWith("win") ? "win32" : system.startsWith("mac") ? "darwin" : "linux";
    return family + "-" + (System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86-64");
  }
}
