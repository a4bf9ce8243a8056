package org.wengert.fuzz;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.wengert.testing.EngineUnderTest;

/**
 * Checks random programs for as long as one likes.
 *
 * <p>Options: {@code --seed N} first seed (default 1), {@code --count N} programs (default a
 * million), {@code --minutes M} time limit, {@code --size S} statements a method, {@code --feature
 * name=off} or {@code name=on}, repeatable, {@code --show} prints the program of the first seed and
 * stops, {@code --shrink N} failures of each kind to shrink (default 1).
 */
public final class RandomPrograms {
  private static final int CHUNK = 1_000;
  private static final Duration SHRINKING = Duration.ofSeconds(60);

  private long seed = 1;
  private long count = 1_000_000;
  private long minutes = Long.MAX_VALUE;
  private int size = 10;
  private int shrinkEach = 1;
  private boolean show;
  private final Features features = Features.all();

  private RandomPrograms() {}

  /** Exits with status 1 if a program failed. */
  public static void main(String[] arguments) {
    RandomPrograms run = new RandomPrograms();
    run.read(arguments);
    if (run.show) {
      System.out.println(run.source());
      return;
    }
    if (!run.run()) {
      System.exit(1);
    }
  }

  private void read(String[] arguments) {
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--seed" -> seed = Long.parseLong(arguments[++i]);
        case "--count" -> count = Long.parseLong(arguments[++i]);
        case "--minutes" -> minutes = Long.parseLong(arguments[++i]);
        case "--size" -> size = Integer.parseInt(arguments[++i]);
        case "--shrink" -> shrinkEach = Integer.parseInt(arguments[++i]);
        case "--feature" -> feature(arguments[++i]);
        case "--show" -> show = true;
        default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
      }
    }
  }

  private void feature(String setting) {
    String[] parts = setting.split("=");
    if (parts.length != 2 || !Set.of("on", "off").contains(parts[1])) {
      throw new IllegalArgumentException("--feature wants name=on or name=off, not " + setting);
    }
    features.set(parts[0], parts[1].equals("on"));
  }

  private String source() {
    Program program = ProgramGenerator.generate("P" + seed, seed, features, size);
    return Printer.print(program) + "entry" + InputGenerator.generate(program, seed, features);
  }

  private boolean run() {
    long end =
        minutes == Long.MAX_VALUE ? Long.MAX_VALUE : System.nanoTime() + minutes * 60_000_000_000L;
    Campaign campaign = new Campaign(EngineUnderTest.engine(), features, size);
    Set<String> shown = new HashSet<>();
    for (long done = 0; done < count && System.nanoTime() < end; done += CHUNK) {
      int before = campaign.failures().size();
      int now = (int) Math.min(CHUNK, count - done);
      campaign.run(seed + done, now);
      campaign.failures().stream().skip(before).forEach(f -> show(campaign, f, shown));
      System.out.println("to seed " + (seed + done + now - 1) + ": " + campaign.summary());
    }
    return campaign.count(Verdict.Kind.DISAGREES) == 0;
  }

  private void show(Campaign campaign, Shrinker.Failure failure, Set<String> shown) {
    for (int k = 0; k < shrinkEach; k++) {
      if (shown.add(failure.verdict().what() + k)) {
        System.out.println(campaign.shrunk(failure, SHRINKING));
        return;
      }
    }
  }
}
