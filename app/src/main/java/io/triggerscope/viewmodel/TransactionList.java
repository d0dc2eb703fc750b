package io.triggerscope.viewmodel;

import io.triggerscope.feed.CascadeRules;
import io.triggerscope.feed.EventView;
import io.triggerscope.model.Batch;
import io.triggerscope.model.Transaction;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableListBase;

/**
 * The transactions a ring holds, newest first, kept up to date view by view; one goes when its last
 * batch has left the ring. It holds where each begins, and makes those asked for from the view: a
 * ring may hold hundreds of thousands. Confined to the FX thread.
 */
final class TransactionList extends ObservableListBase<Transaction> {

  private static final int RECENT = 512;

  private final Set<String> tables = new TreeSet<>();
  private final Map<Long, Transaction> recent =
      new LinkedHashMap<>(RECENT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Transaction> eldest) {
          return size() > RECENT;
        }
      };

  private EventView view = EventView.EMPTY;

  /** The number of each one's first event, oldest first, from {@code oldest} to {@code end}. */
  private long[] firsts = new long[64];

  private int oldest;
  private int end;
  private String newestId = "";
  private long newestBatch = -1;

  /** All tables that ever occurred, in alphabetical order. */
  Set<String> tables() {
    return tables;
  }

  /** The number of the event after the last that was taken in. */
  long end() {
    return view.end();
  }

  @Override
  public int size() {
    return end - oldest;
  }

  @Override
  public Transaction get(int index) {
    int place = end - 1 - Objects.checkIndex(index, size());
    long first = firsts[place];
    long after = place + 1 < end ? firsts[place + 1] : view.end();
    // of the oldest the ring may hold a part, which becomes less
    return first < view.first()
        ? read(view, first, after)
        : recent.computeIfAbsent(first, _ -> read(view, first, after));
  }

  private static Transaction read(EventView events, long first, long after) {
    var batches = new ArrayList<Batch>();
    for (long number = Math.max(first, events.first()); number < after; number++) {
      if (events.get(number) instanceof Batch batch) {
        batches.add(batch);
      }
    }
    return Transaction.of(first, batches);
  }

  /** The index of the transaction that holds this event, or -1. */
  int indexOfEvent(long number) {
    int place = Arrays.binarySearch(firsts, oldest, end, number);
    int found = place < 0 ? -place - 2 : place;
    return found < oldest || number >= view.end() ? -1 : end - 1 - found;
  }

  /** The index of the one with the most notifications, or -1. */
  int indexOfLargest() {
    int index = -1;
    long greatest = 0;
    long size = 0;
    var cursor = view.from(size() == 0 ? view.end() : firsts[oldest]);
    while (cursor.nextBatch()) {
      size = cursor.goesOn() ? size + cursor.size() : cursor.size();
      if (size > greatest) {
        greatest = size;
        index = indexOfEvent(cursor.number());
      }
    }
    return index;
  }

  @Override
  public int indexOf(Object wanted) {
    return wanted instanceof Transaction transaction ? indexOfEvent(transaction.firstEvent()) : -1;
  }

  @Override
  public boolean contains(Object wanted) {
    return indexOf(wanted) >= 0;
  }

  /** Works out the transactions it holds by these rules. */
  void use(CascadeRules rules) {
    if (!rules.equals(view.rules())) {
      var before = new Gone(view, Arrays.copyOfRange(firsts, oldest, end), size());
      view = view.with(rules);
      recent.clear();
      if (!isEmpty()) {
        fireChange(new Steps(this, List.of(new Step(0, size(), before))));
      }
    }
  }

  /** Takes in what is new in {@code newer} and lets go what the ring has evicted. */
  void update(EventView newer) {
    var newest = isEmpty() ? null : get(0);
    int before = end;
    boolean grown = append(newer);
    int fresh = end - before;
    var gone = removeEvicted(newer.first());
    view = newer;
    var steps = new ArrayList<Step>();
    if (grown && newest != null) {
      recent.remove(newest.firstEvent());
      steps.add(new Step(0, fresh + 1, List.of(newest)));
    } else if (fresh > 0) {
      steps.add(new Step(0, fresh, List.of()));
    }
    if (!gone.isEmpty()) {
      steps.add(new Step(size(), size(), gone));
    }
    if (!steps.isEmpty()) {
      fireChange(new Steps(this, steps));
    }
  }

  private record Step(int from, int to, List<Transaction> removed) {}

  /** The change of one update. JavaFX's own would read each transaction that was removed. */
  private static final class Steps extends ListChangeListener.Change<Transaction> {
    private final List<Step> steps;
    private int at = -1;

    Steps(TransactionList list, List<Step> steps) {
      super(list);
      this.steps = steps;
    }

    /** As JavaFX's own it stays at the last step: TableView asks about it again. */
    @Override
    public boolean next() {
      boolean more = at + 1 < steps.size();
      at += more ? 1 : 0;
      return more;
    }

    @Override
    public void reset() {
      at = -1;
    }

    @Override
    public int getFrom() {
      return steps.get(at).from;
    }

    @Override
    public int getTo() {
      return steps.get(at).to;
    }

    @Override
    public List<Transaction> getRemoved() {
      return steps.get(at).removed;
    }

    @Override
    protected int[] getPermutation() {
      return new int[0];
    }
  }

  /** Appends what begins in the events not seen yet; whether the newest so far goes on in them. */
  private boolean append(EventView newer) {
    boolean grown = false;
    boolean first = true;
    var cursor = newer.from(Math.max(view.end(), newer.first()));
    while (cursor.nextBatch()) {
      if (first ? cursor.batchId().equals(newestId) : cursor.goesOn()) {
        grown |= firsts[end - 1] < view.end();
      } else {
        append(cursor.number());
        newestId = cursor.batchId();
      }
      first = false;
      newestBatch = cursor.number();
      for (int i = 0; i < cursor.size(); i++) {
        if (i == 0 || !cursor.table(i).equals(cursor.table(i - 1))) {
          tables.add(cursor.table(i));
        }
      }
    }
    return grown;
  }

  private void append(long number) {
    if (end == firsts.length) {
      var longer = new long[Math.max(firsts.length, 2 * size())];
      System.arraycopy(firsts, oldest, longer, 0, size());
      end = size();
      oldest = 0;
      firsts = longer;
    }
    firsts[end++] = number;
  }

  /** Newest first, as they were. */
  private List<Transaction> removeEvicted(long first) {
    int from = oldest;
    while (oldest < end && (oldest + 1 < end ? firsts[oldest + 1] <= first : newestBatch < first)) {
      oldest++;
    }
    return new Gone(
        view, Arrays.copyOfRange(firsts, from, Math.min(end, oldest + 1)), oldest - from);
  }

  /** Transactions that were removed, which hardly anybody asks for. */
  private static final class Gone extends AbstractList<Transaction> {
    private final EventView view;
    private final long[] firsts;
    private final int size;

    Gone(EventView view, long[] firsts, int size) {
      this.view = view;
      this.firsts = firsts;
      this.size = size;
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public Transaction get(int index) {
      int place = size - 1 - index;
      return read(view, firsts[place], place + 1 < firsts.length ? firsts[place + 1] : view.end());
    }
  }
}
