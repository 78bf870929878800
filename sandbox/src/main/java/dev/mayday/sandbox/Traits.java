package dev.mayday.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Everything that is called otherwise from one service to the next, as {@code traits.json} of its
 * folder says it. Names of SQL are written as SQL reads them.
 *
 * @param environment what Mayday calls where it stands, as the next two
 * @param script what PM2 starts, in the checkout
 * @param author of the commits
 * @param main the branch whose code works on the database; the tag's works on files
 * @param library where the checkout has the library that speaks with WhatsApp
 * @param settings the file of settings, in the checkout
 * @param mode the variable that chooses where sessions live, with its two values
 * @param sessions the folder of sessions in file mode, in the checkout
 * @param companyFolder what stands before the company in its folder's name
 * @param named whether companies have names; else they are numbered from 1
 * @param senderKey in which generation's form sender keys are born
 * @param bearer what stands before the token in a header
 * @param ready the page that is fine only with every company connected
 * @param authColumns company, credentials, time of the last change
 * @param keyColumns company, type, id, key, time of the last change
 */
public record Traits(
    String environment,
    String service,
    String host,
    String process,
    String script,
    String author,
    String main,
    String tag,
    String library,
    String settings,
    String mode,
    String onDatabase,
    String onFiles,
    String sessions,
    String companyFolder,
    boolean named,
    String senderKey,
    String bearer,
    String ready,
    String database,
    String user,
    String auth,
    List<String> authColumns,
    String keys,
    List<String> keyColumns) {
  private static final List<String> NAMES = List.of("north", "south");

  /** The names of the companies, the first ones of any number. */
  List<String> companies(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> named ? name(i) : String.valueOf(i + 1))
        .toList();
  }

  /** One name is the beginning of another: what cuts names apart carelessly is found out. */
  private static String name(int i) {
    String name = NAMES.get(i % NAMES.size());
    return i < NAMES.size() ? name : name + "-" + (i / NAMES.size() + 1);
  }

  static Traits of(Kind kind) {
    String name = "/services/" + kind.label() + "/traits.json";
    try (InputStream json = Traits.class.getResourceAsStream(name)) {
      return new ObjectMapper().readValue(json, Traits.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
