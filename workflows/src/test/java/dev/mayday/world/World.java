package dev.mayday.world;

import dev.mayday.system.Fence;
import dev.mayday.system.Reachability;
import dev.mayday.system.Refused;
import io.temporal.activity.Activity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A small production with state: what the fakes of all ports read and change. Every fake
 * synchronises on it. {@link #production()} is what a user would lose.
 */
public final class World {
  /** A company's sessions: key to value; {@code creds} is {@code valid …} or anything else. */
  public static final class Store extends TreeMap<String, Map<String, String>> {
    private static final long serialVersionUID = 1L;

    /** A copy that shares nothing. */
    public Store copy() {
      Store copy = new Store();
      forEach((company, keys) -> copy.put(company, new TreeMap<>(keys)));
      return copy;
    }
  }

  /** As old as everything that lies about here: what is swept before it is nothing. */
  public Instant begun = Instant.now();

  public Reachability.State database = Reachability.State.REFUSED;

  /** A database that turns the service away and still gives its rows to whoever exports them. */
  public boolean rowsReadable;

  /** Whether the role may write rows and make tables beside them. */
  public boolean rowsWritable = true;

  public Store rows = store("11", "12");
  public Store folder;
  public Store warmCopy = store("11", "12");
  public Instant warmCopyAt = Instant.now().minusSeconds(60);

  /** What PM2 had saved wins; where that says no mode, it reads what its settings say by now. */
  public void boot() {
    pid = 300;
    status = "online";
    mode = saved == null ? "" : saved.getOrDefault("USE_REPOSITORY_PATTERN", "");
    leftOut = saved == null ? "" : saved.getOrDefault("WHATSAPP_LEAVE_OUT", "");
    stamp = "";
    read = new TreeMap<>(env);
    if (saved != null) read.putAll(saved);
  }

  /** The mode and the left-out companies that PM2 saved; null where it saved nothing of it. */
  public Map<String, String> saved = new TreeMap<>();

  /** Files that people made on the host. */
  public final Set<String> touched = ConcurrentHashMap.newKeySet();

  public final Map<String, Store> staged = new HashMap<>();
  public final Map<String, Store> parked = new HashMap<>();
  public final Map<String, Store> rowsBefore = new HashMap<>();
  public Store installedBase;
  public String installedBy = "";

  public String status = "online";
  public int pid = 100;
  public int restarts;
  public String mode = "true";
  public String leftOut = "";
  public String stamp = "";

  /** What a life read of the settings that the boot of the host began; null for any other. */
  public Map<String, String> read;

  public Duration killTimeout = Duration.ofSeconds(10);
  public boolean crashing;

  public String commit = "commit-of-main";
  public String branch = "main";
  public String changes = "";
  public String torn = "";

  /** What git says of files that a full disk had no room to keep. */
  public String outside = "";

  public final Map<String, String> refs =
      new HashMap<>(Map.of("main", "commit-of-main", "files-tag", "commit-of-tag"));

  /** What git tracks and must not, and why a checkout would not go; mostly empty. */
  public String tracked = "";

  public String inTheWay = "";
  public final Map<String, String> keptChanges = new HashMap<>();

  public Map<String, String> env =
      new TreeMap<>(Map.of("USE_REPOSITORY_PATTERN", "true", "OTHER", "x y"));
  public final Map<String, Map<String, String>> sealedEnv = new HashMap<>();
  public final Map<String, Map<String, String>> envSetBy = new HashMap<>();

  /** What the service wrote in its new mode: whoever goes back from there loses it. */
  public final List<String> written = new ArrayList<>();

  public final List<String> sent = new ArrayList<>();
  public final List<String> told = new ArrayList<>();
  public final List<String> logErrors = new ArrayList<>();

  /** The lines of its output log. */
  public final List<String> logOutput = new ArrayList<>();

  public boolean deaf;
  public final Set<String> unreachable = ConcurrentHashMap.newKeySet();
  public boolean answersLost;
  public String standBack = "";
  public String running = "";
  public final Set<String> incidents = ConcurrentHashMap.newKeySet();
  public int mostProcesses = 1;

  /** Queues that a worker polls. */
  public final Set<String> polled = ConcurrentHashMap.newKeySet();

  /** When each company handled its last message, as the service tells it. */
  public final Map<String, Instant> lastMessages = new TreeMap<>();

  /** Since when each is connected. */
  public final Map<String, Instant> openSince = new TreeMap<>();

  /** Neighbours under PM2, by name. */
  public final Map<String, Life> beside = new TreeMap<>();

  /** Neighbours that PM2 does not know: unit or command to what it is said to be. */
  public final Map<String, String> alone = new TreeMap<>();

  /** Those of {@link #beside} of which nothing is seen that they share. */
  public final Set<String> apart = new TreeSet<>();

  /** Listed neighbours of which nobody can say whether they run. */
  public final List<String> doubtful = new ArrayList<>();

  /** What of its neighbourhood could not be seen. */
  public final List<String> unseen = new ArrayList<>();

  private final Map<String, long[]> fences = new HashMap<>();

  /** Companies with valid credentials and a few keys each. */
  public static Store store(String... companies) {
    Store store = new Store();
    for (String company : companies)
      store.put(
          company,
          new TreeMap<>(Map.of("creds", "valid " + company, "pre-key-1", "a", "session-7", "n1")));
    return store;
  }

  /** Keeps the highest fence per service and refuses lower ones, together with the effect. */
  public void fence(Fence fence) {
    long[] now = {fence.term(), fence.epoch(), attempt()};
    long[] highest = fences.getOrDefault(fence.service(), new long[] {0, 0, 0});
    if (lower(now, highest))
      throw new Refused("stale fence of " + fence.service() + "\nHINT: a later attempt has acted");
    fences.put(fence.service(), now);
  }

  /** What a user would lose, as one comparable text. */
  public synchronized String production() {
    String process = pid > 0 ? "running mode=" + mode + " leftOut=" + leftOut : status;
    return String.join(
        "\n",
        process,
        commit + " " + branch + " " + changes,
        String.valueOf(env),
        "saved " + saved,
        "folder " + folder,
        "rows " + rows,
        "written " + written,
        "beside " + beside);
  }

  /** A neighbour that runs on what is there now. */
  public synchronized Life neighbour(String name) {
    Life life = new Life(400 + beside.size(), readable());
    beside.put(name, life);
    return life;
  }

  /** What whoever starts in the checkout reads. */
  String readable() {
    return commit + " " + env.get("USE_REPOSITORY_PATTERN");
  }

  /** What lies aside and must be gone after a rehearsal. */
  public synchronized String aside() {
    return "staged " + staged.keySet() + " parked " + parked.keySet();
  }

  /** One writer at the most, and only where all three settings agree. */
  public synchronized boolean halfHealed() {
    if (pid == 0) return false;
    boolean files = works().equals("false");
    boolean envFiles = "false".equals(env.get("USE_REPOSITORY_PATTERN"));
    boolean tag = commit.equals("commit-of-tag");
    return files != envFiles || files != tag || (files && folder == null);
  }

  /** The mode that it works in: PM2's, or what its life read where PM2 had none. */
  public synchronized String works() {
    return read == null ? mode : read.getOrDefault("USE_REPOSITORY_PATTERN", "");
  }

  private static int attempt() {
    try {
      return Activity.getExecutionContext().getInfo().getAttempt();
    } catch (IllegalStateException outside) {
      return 1;
    }
  }

  private static boolean lower(long[] one, long[] other) {
    for (int i = 0; i < one.length; i++) if (one[i] != other[i]) return one[i] < other[i];
    return false;
  }
}
