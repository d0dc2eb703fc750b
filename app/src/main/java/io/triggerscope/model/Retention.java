package io.triggerscope.model;

/**
 * For how many days rows of {@code trigger_error_log} are kept. Immutable.
 *
 * @param days from 1 to {@value #MOST}
 */
public record Retention(int days) {

  public static final int MOST = 3_650;

  public static final Retention DEFAULT = new Retention(30);

  public Retention {
    var problem = problem(days);
    if (!problem.isEmpty()) {
      throw new IllegalArgumentException(problem);
    }
  }

  /** What is wrong with a number of days as it is typed, in words; empty when nothing is. */
  public static String problem(String text) {
    try {
      return problem(Long.parseLong(text.strip().replace(",", "")));
    } catch (NumberFormatException _) {
      return text.isBlank()
          ? "Type for how many days rows are kept."
          : "\"" + text.strip() + "\" is not a whole number of days.";
    }
  }

  /** Reads a number of days with which nothing is wrong. */
  public static Retention of(String text) {
    return new Retention(Integer.parseInt(text.strip().replace(",", "")));
  }

  private static String problem(long days) {
    if (days < 0) {
      return "The days to keep cannot be negative.";
    }
    if (days == 0) {
      return "Keep at least 1 day: to keep none would delete every row.";
    }
    return days > MOST ? "Keep at most %,d days, which is ten years.".formatted(MOST) : "";
  }
}
